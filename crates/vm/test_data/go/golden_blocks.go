//procs:1
package main

import (
	"runtime"
	"sync"
)

// After the runtime's own goroutines had their turn, 300 goroutines overflow the local queue of 256. The tick at which one is picked from the global queue depends on what
// ran before main, so those two are told apart; the blocks of the others are always the same.
func main() {
	runtime.Gosched()
	var wg sync.WaitGroup
	var order []int
	for i := range 300 {
		wg.Add(1)
		go func() {
			order = append(order, i)
			wg.Done()
		}()
	}
	wg.Wait()
	start, last := -1, -2
	for _, i := range order {
		if i < 2 {
			continue
		}
		if i != last+1 {
			if start >= 0 {
				println(start, last)
			}
			start = i
		}
		last = i
	}
	println(start, last)
	println(len(order))
}
