// A run of millions of events: workers that pass values on, share a counter, sleep, and are born and end.
package main

import (
	"sync"
	"time"
)

func main() {
	jobs := make(chan int, 64)
	results := make(chan int)
	var mu sync.Mutex
	sum := 0
	for range 1000 {
		go func() {
			for n := range jobs {
				mu.Lock()
				sum += n
				mu.Unlock()
				if n%97 == 0 {
					time.Sleep(time.Duration(n%7) * 10 * time.Microsecond)
				}
				results <- n
			}
		}()
	}
	go func() {
		for n := 0; ; n++ {
			if n%50 == 0 {
				var wg sync.WaitGroup
				for range 10 {
					wg.Add(1)
					go func() { wg.Done() }()
				}
				wg.Wait()
			}
			jobs <- n
		}
	}()
	for range results {
	}
}
