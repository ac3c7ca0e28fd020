//procs:1
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	go mu.Unlock() // anybody may unlock
	mu.Lock()
	fmt.Println("locked again")
	mu.Unlock()

	// A woken waiter that loses goes back to the front.
	var order []int
	mu.Lock()
	for i := range 3 {
		go func() {
			mu.Lock()
			order = append(order, i)
			mu.Unlock()
		}()
	}
	runtime.Gosched()
	mu.Unlock()
	mu.Lock()
	runtime.Gosched()
	mu.Unlock()
	time.Sleep(time.Millisecond)
	fmt.Println(order)
}
