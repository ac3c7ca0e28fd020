//procs:1
//env:GODEBUG=tracebackancestors=3

package main

import (
	"os"
	"runtime/pprof"
	"sync"
	"time"
)

func worker(wg *sync.WaitGroup, c chan int, depth int) {
	if depth > 0 {
		wg.Go(func() {
			worker(wg, c, depth-1)
		})
	}
	<-c
}

func main() {
	var wg sync.WaitGroup
	c := make(chan int)
	go worker(&wg, c, 4)
	time.AfterFunc(time.Millisecond, func() {
		go func() {
			<-c
		}()
		<-c
	})
	time.Sleep(5 * time.Millisecond)
	pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
}
