// Recursion without end: the stack overflows.
package main

func deeper(n int) int { return deeper(n+1) + 1 }

func main() { deeper(0) }
