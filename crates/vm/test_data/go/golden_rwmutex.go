//procs:1
package main

import (
	"runtime"
	"sync"
)

func main() {
	var all sync.WaitGroup
	var mu sync.RWMutex
	mu.Lock()
	for i := 0; i < 6; i++ {
		all.Add(1)
		go func() { mu.RLock(); println(i); mu.RUnlock(); all.Done() }()
		runtime.Gosched()
	}
	mu.Unlock()
	all.Wait()
}
