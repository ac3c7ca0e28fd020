//procs:1
package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() { mu.Lock(); c.Wait(); println(i); mu.Unlock(); wg.Done() }()
		runtime.Gosched()
	}
	c.Broadcast()
	wg.Wait()
}
