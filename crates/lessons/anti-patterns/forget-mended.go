package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

var saved atomic.Int64

func save(order int) {
	time.Sleep(time.Duration(order+1) * 2 * time.Millisecond)
	saved.Add(1)
}

func main() {
	var tasks sync.WaitGroup
	for order := range 10 {
		tasks.Go(func() { save(order) })
	}
	time.Sleep(9 * time.Millisecond)
	tasks.Wait() // nobody leaves before the work is done
	fmt.Println("orders saved:", saved.Load(), "of 10")
}
