//procs:1
package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	c := make(chan int)
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() { <-c; println(i); wg.Done() }()
		runtime.Gosched()
	}
	close(c)
	wg.Wait()
}
