//procs:1
package main

//go:noinline
func down(n int) int {
	if n == 0 {
		panic("at the bottom")
	}
	return down(n-1) + 1
}

func main() { down(150) }
