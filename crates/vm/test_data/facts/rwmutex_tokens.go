//procs:1
package main

import (
	"runtime"
	"sync"
)

func main() {
	var rw sync.RWMutex
	var wg sync.WaitGroup
	start := func(name string, lock, unlock func()) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			lock()
			println(name)
			unlock()
		}()
	}
	rw.Lock()
	start("r1", rw.RLock, rw.RUnlock)
	runtime.Gosched()
	start("r2", rw.RLock, rw.RUnlock)
	runtime.Gosched()
	rw.Unlock()
	start("w1", rw.Lock, rw.Unlock)
	start("r3", rw.RLock, rw.RUnlock)
	start("r4", rw.RLock, rw.RUnlock)
	start("w2", rw.Lock, rw.Unlock)
	start("r5", rw.RLock, rw.RUnlock)
	wg.Wait()
	rw.RLock()
	start("w3", rw.Lock, rw.Unlock)
	runtime.Gosched()
	start("w4", rw.Lock, rw.Unlock)
	start("r6", rw.RLock, rw.RUnlock)
	runtime.Gosched()
	rw.RUnlock()
	start("w5", rw.Lock, rw.Unlock)
	start("r7", rw.RLock, rw.RUnlock)
	wg.Wait()
}
