// An uncaught division by zero in a called function.
package main

func div(a, b int) int { return a / b }

func main() {
	println(div(6, 3))
	println(div(1, 0))
}
