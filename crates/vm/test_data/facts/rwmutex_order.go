//procs:1
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var rw sync.RWMutex
	var order []string
	var wg sync.WaitGroup
	start := func(name string, f func(name string)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(name)
		}()
		runtime.Gosched()
	}
	read := func(name string) {
		rw.RLock()
		order = append(order, name)
		runtime.Gosched()
		rw.RUnlock()
	}
	write := func(name string) {
		rw.Lock()
		order = append(order, name)
		runtime.Gosched()
		rw.Unlock()
	}
	rw.RLock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	start("w1", write)
	start("r1", read)
	fmt.Println(rw.TryRLock(), rw.TryLock())
	start("w2", write)
	start("r2", read)
	start("r3", read)
	start("w3", write)
	rw.RUnlock()
	wg.Wait()
	fmt.Println(order)
	rw.Lock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	rw.Unlock()
	l := rw.RLocker()
	l.Lock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
}
