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

var sink []int

var sinkBytes []byte

//go:noinline
func sum(s []int) int {
	t := 0
	for _, n := range s {
		t += n
	}
	return t
}

//go:noinline
func total(s ...int) int { return sum(s) }

//go:noinline
func keep(s ...int) { sink = s }

//go:noinline
func values() (int, int) { return 1, 2 }

func fresh(n int) []int { return make([]int, n) }

func filled(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

var eight = 8

var hundred = 100

func main() {
	count("literal", func() { sum([]int{1, 2, 3}) })
	count("literal that leaves", func() { sink = []int{1, 2, 3} })
	count("literal with keys", func() { sum([]int{9: 1}) })
	count("literal of literals", func() { s := [][]int{{1}, {2, 3}}; sum(s[1]) })
	count("literal of pointers", func() { s := []*[2]int{{1, 2}, {3, 4}}; sum(s[1][:]) })
	count("made", func() { sum(make([]int, 10)) })
	count("made that leaves", func() { sink = make([]int, 10) })
	count("made with a capacity", func() { s := make([]int, 0, 10); s = append(s, 1, 2); sum(s) })
	count("made as large as it may be", func() { sum(make([]int, 8192)) })
	count("made and too large", func() { sum(make([]int, 8193)) })
	count("made of a variable size", func() { sum(make([]int, eight/2)) })
	count("made of a variable size that is too large", func() { sum(make([]int, eight)) })
	count("made of a size that is known", func() { n := 10; sum(make([]int, n)) })
	count("made where it is inlined", func() { sum(fresh(10)) })
	count("made where it is inlined, of a variable size", func() { sum(fresh(hundred)) })
	count("made and filled where it is inlined", func() { sum(filled(10)) })
	count("made in a loop", func() {
		for i := range 5 {
			s := make([]int, 4)
			s[1] = i
			sum(s)
		}
	})
	count("variadic", func() { total(1, 2, 3) })
	count("variadic that leaves", func() { keep(1, 2, 3) })
	count("variadic of nothing", func() { keep() })
	count("variadic of results", func() { total(values()) })
	count("array", func() { a := [5]int{1, 2}; sum(a[:]) })
	count("array that leaves", func() { a := [5]int{1, 2}; sink = a[1:] })
	count("append one", func() { var s []int; s = append(s, 1); sum(s) })
	count("append four", func() {
		var s []int
		for i := range 4 {
			s = append(s, i)
		}
		sum(s)
	})
	count("append five", func() {
		var s []int
		for i := range 5 {
			s = append(s, i)
		}
		sum(s)
	})
	count("append bytes", func() {
		var b []byte
		for i := range 20 {
			b = append(b, byte(i))
		}
		if len(b) == 1 {
			println()
		}
	})
	count("append a slice", func() { var s []int; s = append(s, sink...); sum(s) })
	count("grown", func() { s := []int{1, 2}; s = append(s, 3); sum(s) })
}
