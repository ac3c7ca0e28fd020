//procs:1
package main

var value = compute(0)

func compute(n int) int { return 10 / n }

func main() {}
