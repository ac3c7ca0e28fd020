//procs:1
package main

import "sync"

func relay(from, to chan int) {
	to <- <-from
}

func main() {
	a, b := make(chan int), make(chan int)
	var mu sync.Mutex
	mu.Lock()
	go relay(a, b)
	go relay(b, a)
	go func() { mu.Lock() }()
	go func() { select {} }()
	mu.Lock()
}
