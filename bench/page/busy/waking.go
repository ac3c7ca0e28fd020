// Half a million wait at a Cond, a WaitGroup and a lock for reading, and are woken at once.
package main

import (
	"sync"
	"time"
)

func main() {
	const many = 500_000
	for {
		var mu sync.Mutex
		var rw sync.RWMutex
		var start, parked, all sync.WaitGroup
		cond := sync.NewCond(&mu)
		start.Add(1)
		rw.Lock()
		parked.Add(many)
		for range many {
			all.Go(func() {
				mu.Lock()
				parked.Done()
				cond.Wait()
				mu.Unlock()
				start.Wait()
				rw.RLock()
				rw.RUnlock()
			})
		}
		parked.Wait()
		mu.Lock()
		cond.Broadcast()
		mu.Unlock()
		time.Sleep(time.Second)
		start.Done()
		time.Sleep(time.Second)
		rw.Unlock()
		all.Wait()
	}
}
