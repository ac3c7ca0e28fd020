//procs:1
package main

import (
	"os"
	"runtime"
	"runtime/pprof"
	"sync"
)

func leak() {
	ch := make(chan int)
	go func() { ch <- len(os.Args) }()
	go func() {
		var wg sync.WaitGroup
		wg.Add(1)
		wg.Wait()
	}()
	go func() {
		c := sync.NewCond(&sync.Mutex{})
		c.L.Lock()
		c.Wait()
	}()
	for i := range 2 {
		go func() { ch <- i }()
	}
}

var kept = make(chan int)

func main() {
	leak()
	held := make(chan int)
	go func() { <-held }()
	go func() { <-kept }()
	go func() { <-make(chan int) }()
	for range 10 {
		runtime.Gosched()
	}
	pprof.Lookup("goroutineleak").WriteTo(os.Stdout, 2)
	close(held)
}
