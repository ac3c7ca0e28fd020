//procs:1
package main

import (
	"os"
	"runtime"
	"runtime/pprof"
)

//go:noinline
func start() {
	a, b, c := make(chan int), make(chan int), make(chan int)
	go func() { <-a; b <- len(os.Args) }()
	go func() { <-b; c <- len(os.Args) }()
	go func() { <-c; a <- len(os.Args) }()
	d := make(chan int)
	go func() { defer close(d); <-kept }()
	go func() { <-d }()
}

var kept = make(chan int)

func main() {
	start()
	for range 10 {
		runtime.Gosched()
	}
	pprof.Lookup("goroutineleak").WriteTo(os.Stdout, 2)
}
