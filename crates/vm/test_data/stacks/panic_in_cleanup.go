//procs:1
package main

import (
	"runtime"
	"time"
)

type thing struct{ n, m int }

//go:noinline
func set() { runtime.AddCleanup(&thing{1, 2}, func(s string) { panic(s) }, "gone") }

func main() {
	set()
	runtime.GC()
	time.Sleep(time.Second)
}
