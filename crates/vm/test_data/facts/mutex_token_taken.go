//procs:1
package main

import (
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	start := func(name string) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			println(name)
			mu.Unlock()
		}()
	}
	mu.Lock()
	for _, name := range []string{"a", "b", "c"} {
		start(name)
		runtime.Gosched()
	}
	for _, name := range []string{"d", "e", "f"} {
		mu.Unlock()
		mu.Lock()
		start(name)
		runtime.Gosched()
	}
	mu.Unlock()
	wg.Wait()
}
