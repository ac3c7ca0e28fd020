// Where locks, groups and conditions are used that are not there: what the stack shows of package sync then.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type locks struct {
	n  int
	mu sync.Mutex
	rw sync.RWMutex
}

func stack() {
	pcs := make([]uintptr, 20)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		frame, more := frames.Next()
		fmt.Print(" ", frame.Function, ":", frame.Line)
		if !more {
			break
		}
	}
	fmt.Println()
}

func try(name string, f func()) {
	defer func() {
		fmt.Print(name, ":")
		stack()
		fmt.Println(recover())
	}()
	f()
}

func main() {
	var mu *sync.Mutex
	var rw *sync.RWMutex
	var wg *sync.WaitGroup
	var once *sync.Once
	var cond *sync.Cond
	var it *locks
	try("Lock", func() { mu.Lock() })
	try("TryLock", func() { mu.TryLock() })
	try("Unlock", func() { mu.Unlock() })
	try("RWMutex.Lock", func() { rw.Lock() })
	try("RWMutex.Unlock", func() { rw.Unlock() })
	try("RLock", func() { rw.RLock() })
	try("TryRLock", func() { rw.TryRLock() })
	try("RUnlock", func() { rw.RUnlock() })
	try("RLocker", func() { rw.RLocker().Unlock() })
	try("Add", func() { wg.Add(1) })
	try("Done", func() { wg.Done() })
	try("Wait", func() { wg.Wait() })
	try("Go", func() { wg.Go(func() {}) })
	try("Do", func() { once.Do(func() {}) })
	try("Cond.Wait", func() { cond.Wait() })
	try("Signal", func() { cond.Signal() })
	try("Broadcast", func() { cond.Broadcast() })
	try("in a structure", func() { it.mu.Lock() })
	try("in a structure, deferred", func() { defer it.rw.Unlock() })
}
