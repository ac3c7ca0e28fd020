package main

import (
	"fmt"
	"runtime"
)

var count = 100000 //gopark:param 1000..1000000 goroutines that wait for nothing in particular

func main() {
	gate := make(chan struct{})
	for started := 0; started < count; started++ {
		go func() { <-gate }() // nobody will ever open it
	}
	var bill runtime.MemStats
	runtime.ReadMemStats(&bill)
	fmt.Println("goroutines:", runtime.NumGoroutine())
	fmt.Printf("stacks: %.1f GB\n", float64(bill.StackInuse)/1e9)
}
