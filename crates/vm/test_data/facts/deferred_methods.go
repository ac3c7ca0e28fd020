//procs:1
package main

import (
	"os"
	"runtime/debug"
)

type T struct{}

//go:noinline
func (T) show(n int, s string) { os.Stdout.Write(debug.Stack()) }

//go:noinline
func (t T) run() {
	defer t.show(1, "a")
	defer func(n int) { t.show(n, "b") }(2)
	for i := range 2 {
		defer t.show(i, "c")
	}
	go t.show(3, "d")
	panic("x")
}

func main() {
	defer func() {
		recover()
		c := make(chan int)
		go func(n int) { T{}.show(n, "e"); c <- n }(1)
		<-c
	}()
	T{}.run()
}
