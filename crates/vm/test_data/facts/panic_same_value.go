//procs:1
package main

func div(n int) int { return 1 / n }

func main() {
	defer func() {
		r := recover()
		defer func() { div(0) }()
		panic(r)
	}()
	div(0)
}
