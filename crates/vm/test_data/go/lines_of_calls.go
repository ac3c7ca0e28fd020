package main

import "runtime"

func here(skip int) int {
	_, _, line, _ := runtime.Caller(skip)
	return line
}

type t struct{}

func (t) a(f func() int) t { println(f()); return t{} }

func f(x int, g func() int) { println(x, g()) }

func main() {
	func() {
		println("literal", here(2))
	}()
	println("args",
		here(1),
		here(
			1,
		))
	t{}.
		a(func() int {
			return here(3)
		}).
		a(func() int { return here(3) })
	f(
		here(1),
		func() int {
			return here(3)
		},
	)
	x := func() int {
		return here(2)
	}() + func() int { return here(2) }()
	println(x)
	defer func() {
		println("deferred", here(2))
	}()
}
