//procs:1

package main

type T struct{ a, b, c int }

func f(n int, t T) int {
	var a [64]int
	a[n%64] = t.b
	return f(n+1, T{n, n, n}) + a[(n+1)%64]
}

func main() {
	println(f(0, T{}))
}
