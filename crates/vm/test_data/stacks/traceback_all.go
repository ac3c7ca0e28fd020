// A program that asks for the stacks of all.
package main

import (
	"runtime/debug"
	"time"
)

func waiter(c chan int) { <-c }

func main() {
	debug.SetTraceback("all")
	c := make(chan int)
	go waiter(c)
	go func() { select {} }()
	time.Sleep(time.Millisecond)
	panic("all of us")
}
