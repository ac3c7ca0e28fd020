package main

import (
	"fmt"
	"runtime"
)

// count prints how many objects a call of f allocates, and how many bytes.
//
//go:noinline
func count(name string, f func()) {
	const runs = 200
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		f()
	}
	runtime.ReadMemStats(&after)
	objects, bytes := (after.Mallocs-before.Mallocs)/runs, (after.TotalAlloc-before.TotalAlloc)/runs
	if bytes > 4096 {
		bytes = bytes / 4096 * 4096 // the runtime itself allocates a little for those
	}
	fmt.Println(name, objects, bytes)
}

type shape interface{ area() int }

type square struct{ side int }

type wide struct{ a, b, c int }

type vast struct{ a [200]int }

func (s square) area() int { return s.side * s.side }

func (w wide) area() int { return w.a * w.b * w.c }

func (v vast) area() int { return v.a[3] }

func (s *square) grow() { s.side++ }

var sink any

var sinkShape shape

//go:noinline
func isInt(x any) bool { _, ok := x.(int); return ok }

//go:noinline
func keep(x any) { sink = x }

//go:noinline
func several(xs ...any) int { return len(xs) }

//go:noinline
func area(s shape) int { return s.area() }

//go:noinline
func kind(x any) int {
	switch x := x.(type) {
	case int:
		return x
	case string:
		return len(x)
	case wide:
		return x.a
	}
	return 0
}

func equal[T comparable](a, b T) bool { return a == b }

var number = 1000

var small = 7

var text = "a text"

var empty string

func main() {
	count("number that stays", func() { isInt(number) })
	count("small number that leaves", func() { keep(small) })
	count("byte that leaves", func() { keep(byte(small)) })
	count("bool that leaves", func() { keep(small == 7) })
	count("constant that leaves", func() { keep(1000) })
	count("text that stays", func() { isInt(text) })
	count("text that leaves", func() { keep(text) })
	count("empty text that leaves", func() { keep(empty) })
	count("constant text that leaves", func() { keep("constant") })
	count("struct that stays", func() { isInt(wide{1, 2, number}) })
	count("struct that leaves", func() { keep(wide{1, 2, number}) })
	count("struct that is too large", func() { var v vast; v.a[3] = number; isInt(v) })
	count("pointer that leaves", func() { p := &square{2}; keep(p) })
	count("several that stay", func() { several(number, text, wide{number, 1, 1}) })
	count("method", func() { area(square{number}) })
	count("type switch", func() { kind(number); kind(text); kind(wide{number, 2, 3}) })
	count("generic", func() { equal(number, 5) })
	count("comparison", func() {
		var x any = number
		if x == any(text) {
			println()
		}
	})
	count("nothing in it", func() { keep(struct{}{}) })
	count("slice that leaves", func() { keep([]int{1, 2}) })
	count("function that leaves", func() { keep(main) })
	count("in a loop", func() {
		for i := range 5 {
			isInt(number + i)
		}
	})
	count("interface to interface", func() { var s shape = wide{number, 1, 1}; isInt(s) })
}
