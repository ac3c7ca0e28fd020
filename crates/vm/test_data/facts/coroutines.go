//procs:1
package main

import (
	"fmt"
	"iter"
	"runtime"
)

func seq(yield func(int) bool) {
	defer fmt.Println("seq done")
	for i := 0; ; i++ {
		if !yield(i) {
			return
		}
	}
}

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

func try(name string, f func()) {
	defer func() {
		r := recover()
		_, ok := r.(runtime.Error)
		fmt.Println(name, r, ok)
	}()
	f()
}

func main() {
	next, stop := iter.Pull(seq)
	fmt.Println(next())
	fmt.Println(next())
	fmt.Println(runtime.NumGoroutine())
	stop()
	fmt.Println(next())
	stop()
	try("bad", func() {
		for range bad {
			break
		}
	})
	var saved func(int) bool
	try("late", func() {
		for x := range func(y func(int) bool) { saved = y; y(1) } {
			fmt.Println(x)
		}
		saved(2)
	})
	try("panic in body", func() {
		for x := range seq {
			panic(x)
		}
	})
	try("pull panic", func() {
		next, stop := iter.Pull(func(y func(int) bool) { y(1); panic("in seq") })
		defer stop()
		fmt.Println(next())
		fmt.Println(next())
	})
	try("pull twice", func() {
		var next func() (int, bool)
		next, stop := iter.Pull(func(y func(int) bool) { next(); y(1) })
		defer stop()
		next()
	})
	try("swallow", func() {
		for range func(y func(int) bool) {
			defer func() { recover() }()
			y(1)
		} {
			panic("inside")
		}
	})
	try("goexit in pull", func() {
		done := make(chan int)
		go func() {
			defer close(done)
			defer func() { fmt.Println("unwound", recover()) }()
			next, _ := iter.Pull(func(y func(int) bool) { runtime.Goexit() })
			next()
			fmt.Println("not")
		}()
		<-done
	})
	n2, s2 := iter.Pull2(func(y func(int, string) bool) { y(1, "a") })
	fmt.Println(n2())
	fmt.Println(n2())
	s2()
	func() {
		for x := range seq {
			defer fmt.Println("deferred", x)
			if x == 2 {
				return
			}
		}
	}()
}
