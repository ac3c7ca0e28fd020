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

var sink func() int

//go:noinline
func call(f func() int) int { return f() }

//go:noinline
func keep(f func() int) { sink = f }

func apply(n int, f func(int) int) int { return f(n) }

//go:noinline
func each(s []int, f func(int)) {
	for _, n := range s {
		f(n)
	}
}

type counter struct{ n int }

func (c *counter) add() int { c.n++; return c.n }

func (c counter) get() int { return c.n }

func adder(n int) func() int { return func() int { n++; return n } }

//go:noinline
func deferred() (n int) {
	defer func() { n++ }()
	n = 2
	return n
}

//go:noinline
func deferredInLoop() (n int) {
	for range 3 {
		defer func() { n++ }()
	}
	return 1
}

func main() {
	count("nothing captured", func() { call(func() int { return 1 }) })
	count("captured by value", func() { n := 1; call(func() int { return n }) })
	count("captured by reference", func() { n := 1; call(func() int { n++; return n }); n++ })
	count("captured and kept", func() { n := 1; keep(func() int { return n }) })
	count("captured by reference and kept", func() { n := 1; keep(func() int { n++; return n }) })
	count("called where it stands", func() { n := 1; func() { n++ }(); _ = n })
	count("called by what is inlined", func() { n := 1; apply(2, func(i int) int { n += i; return n }) })
	count("given to a function", func() { t := 0; each([]int{1, 2, 3}, func(i int) { t += i }) })
	count("made by what is inlined", func() { f := adder(1); call(f) })
	count("made by what is inlined and kept", func() { keep(adder(1)) })
	count("method value", func() { c := counter{}; call(c.add) })
	count("method value that is kept", func() { c := &counter{}; keep(c.add) })
	count("method value of a value", func() { c := counter{}; call(c.get) })
	count("in a loop", func() {
		t := 0
		for i := range 5 {
			call(func() int { t += i; return t })
		}
	})
	count("loop variable by reference", func() {
		t := 0
		for i := 0; i < 5; i++ {
			call(func() int { t += i; i++; return t })
		}
	})
	count("loop variables that outlive their rounds", func() {
		var fs [5]func() int
		for i := 0; i < 5; i++ {
			fs[i] = func() int { i++; return i }
		}
		if fs[0]()+fs[4]() != 6 {
			panic("they are not the same")
		}
	})
	count("pointers to loop variables", func() {
		var p *int
		for i := 0; i < 5; i++ {
			if i == 2 {
				p = &i
			}
		}
		if *p != 2 {
			panic("another round has it")
		}
	})
	count("in a closure", func() {
		n := 1
		call(func() int { return call(func() int { n++; return n }) })
	})
	count("deferred", func() { deferred() })
	count("deferred in a loop", func() { deferredInLoop() })
	count("recursive", func() {
		var fib func(n int) int
		fib = func(n int) int {
			if n < 2 {
				return n
			}
			return fib(n-1) + fib(n-2)
		}
		fib(5)
	})
}
