//procs:1
package main

import (
	"os"
	"runtime/pprof"
	"time"
)

func worker(in <-chan int, out chan<- int) {
	for n := range in {
		out <- n
	}
}

func sleeper() { time.Sleep(time.Hour) }

func main() {
	in, out := make(chan int), make(chan int)
	for range 3 {
		go worker(in, out)
	}
	in <- 1
	go sleeper()
	go func() { select {} }()
	go func() {
		select {
		case <-in:
		case out <- 1:
		case <-time.After(time.Hour):
		}
	}()
	var none chan int
	go func() { <-none }()
	go func() { none <- 1 }()
	go func() { <-time.NewTimer(time.Hour).C }()
	time.Sleep(time.Millisecond)
	pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
}
