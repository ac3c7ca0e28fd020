//procs:1
package main

import (
	"runtime/debug"
	"time"
)

//go:noinline
func f(n int) int { return g(n+1) + 1 }

//go:noinline
func g(n int) int { return f(n+1) + 1 }

func main() {
	debug.SetMaxStack(1 << 18)
	go func() { select {} }()
	time.Sleep(time.Millisecond)
	println(f(0))
}
