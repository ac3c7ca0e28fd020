package main

import (
	"fmt"
	"runtime"
)

// show tells which functions are on the stack when f panics.
func show(name string, f func()) {
	defer func() {
		recover()
		pcs := make([]uintptr, 20)
		frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
		fmt.Print(name, ":")
		for {
			frame, more := frames.Next()
			fmt.Print(" ", frame.Function, ":", frame.Line)
			if !more || frame.Function == "main.show" {
				break
			}
		}
		fmt.Println()
	}()
	f()
}

type doer interface{ do() }

func main() {
	a := []int{1}
	n, zero := 5, 0
	var p *int
	var d doer
	var f func()
	show("panic", func() { panic(1) })
	show("again", func() {
		defer func() { panic(recover()) }()
		a[n] = 2
	})
	show("once more", func() {
		defer func() { panic(recover()) }()
		n /= zero
	})
	show("index", func() { a[n] = 1 })
	show("slice", func() { _ = a[n:] })
	show("string", func() { n = int("abc"[n+zero]) })
	show("array", func() { _ = [4]int(a) })
	show("division", func() { n /= zero })
	show("shift", func() { n <<= zero - 1 })
	show("pointer", func() { *p = 1 })
	show("interface", func() { d.do() })
	show("function", func() { f() })
	show("error", func() { panic(fmt.Errorf("runtime error: integer divide by zero")) })
}
