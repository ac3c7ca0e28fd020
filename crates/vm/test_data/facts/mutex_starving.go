//procs:1
package main

import (
	"fmt"
	"sync"
	"time"
)

// Who waits more than a millisecond and loses makes the mutex starving: unlocking hands it over at once.
func main() {
	var mu sync.Mutex
	var order []string
	mu.Lock()
	for i := range 3 {
		go func() {
			mu.Lock()
			order = append(order, fmt.Sprint("w", i))
			mu.Unlock()
		}()
	}
	time.Sleep(5 * time.Millisecond)
	// Normal: main takes it again at once, the woken waiter loses and turns it to starving.
	mu.Unlock()
	mu.Lock()
	order = append(order, "main again")
	time.Sleep(2 * time.Millisecond)
	mu.Unlock()
	order = append(order, "main goes on")
	fmt.Println("try", mu.TryLock())
	mu.Unlock()
	mu.Lock()
	order = append(order, "main last")
	mu.Unlock()
	time.Sleep(time.Millisecond)
	fmt.Println(order)
}
