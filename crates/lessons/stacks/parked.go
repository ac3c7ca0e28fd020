package main

import (
	"fmt"
	"runtime"
)

var count = 100000 //gopark:param 1000..300000 goroutines that wait for nothing in particular

func main() {
	gate := make(chan struct{})
	for range count {
		go func() { <-gate }()
	}
	runtime.Gosched()
	fmt.Println("parked:", count)
	close(gate)
}
