package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

var saved atomic.Int64

func save(order int) {
	time.Sleep(time.Duration(order+1) * 2 * time.Millisecond)
	saved.Add(1)
}

func main() {
	for order := range 10 {
		go save(order) // somebody will see to it
	}
	time.Sleep(9 * time.Millisecond)
	fmt.Println("orders saved:", saved.Load(), "of 10")
}
