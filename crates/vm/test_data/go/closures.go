package main

import "fmt"

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 100 }
}

func apply(f func(int) int, xs ...int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

type op func(a, b int) int

func (o op) twice(a, b int) int { return o(o(a, b), b) }

type point struct{ x, y int }

func (p point) add(q point) point { return point{p.x + q.x, p.y + q.y} }
func (p *point) scale(k int)      { p.x *= k; p.y *= k }

func main() {
	next, reset := counter()
	fmt.Println(next(), next())
	reset()
	fmt.Println(next())
	k := 3
	fmt.Println(apply(func(x int) int { return x * k }, 1, 2, 3), apply(func(x int) int { return x }))
	fmt.Println(op(func(a, b int) int { return a - b }).twice(10, 3))
	p := point{1, 2}
	add := p.add
	scale := p.scale
	scale(10)
	fmt.Println(add(point{1, 1}), p)
	f := point.add
	g := (*point).scale
	g(&p, 2)
	fmt.Println(f(p, point{1, 0}))
	var fib func(n int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(20))
	func(msg string) { fmt.Println(msg, k) }("called")
	compose := func(fs ...func(int) int) func(int) int {
		return func(x int) int {
			for _, f := range fs {
				x = f(x)
			}
			return x
		}
	}
	inc := func(x int) int { return x + 1 }
	fmt.Println(compose(inc, inc, func(x int) int { return x * x })(3))
	args := []int{4, 5}
	fmt.Println(apply(inc, args...))
}
