//procs:1
//env:GOTRACEBACK=1

package main

import (
	"runtime"
	"sync"
)

func main() {
	go func() { <-make(chan int) }()
	runtime.Gosched()
	var mu sync.RWMutex
	mu.Unlock()
}
