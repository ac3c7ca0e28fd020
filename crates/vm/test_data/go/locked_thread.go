package main

import (
	"fmt"
	"runtime"
	"sync"
)

// Goroutines tied to threads hand values around as others do; one that ends while tied ends its thread.
func main() {
	c := make([]chan int, 6)
	for i := range c {
		c[i] = make(chan int)
	}
	var wg sync.WaitGroup
	for i := range len(c) - 1 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			runtime.LockOSThread()
			runtime.LockOSThread()
			runtime.UnlockOSThread()
			for v := range c[i] {
				runtime.Gosched()
				c[i+1] <- v * 2
			}
			close(c[i+1])
			if i%2 == 0 {
				runtime.UnlockOSThread()
				runtime.UnlockOSThread()
			}
		}()
	}
	go func() {
		for i := range 20 {
			c[0] <- i
		}
		close(c[0])
	}()
	sum := 0
	for v := range c[len(c)-1] {
		sum += v
	}
	wg.Wait()
	fmt.Println(sum)
	runtime.LockOSThread()
	panic("tied")
}
