//procs:1
//env:GOTRACEBACK=system

package main

import (
	"runtime"
	"sync"
)

func main() {
	go func() { select {} }()
	runtime.Gosched()
	var mu sync.RWMutex
	mu.RUnlock()
}
