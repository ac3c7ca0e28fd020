//procs:1
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	var order []int
	for i := range 4 {
		go func() {
			mu.Lock()
			c.Wait()
			order = append(order, i)
			mu.Unlock()
		}()
		runtime.Gosched()
	}
	c.Signal()
	runtime.Gosched()
	c.Signal()
	runtime.Gosched()
	fmt.Println(order)
	c.Broadcast()
	runtime.Gosched()
	fmt.Println(order)
	c.Signal()
	c.Broadcast()
	func() {
		defer func() { fmt.Println(recover()) }()
		d := *c
		d.Signal()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		c.Wait() // unlocks what is not locked
	}()
}
