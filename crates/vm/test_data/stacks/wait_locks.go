//procs:1
package main

import (
	"os"
	"runtime/pprof"
	"sync"
	"time"
)

type shared struct {
	mu   sync.Mutex
	rw   sync.RWMutex
	wg   sync.WaitGroup
	cond *sync.Cond
	once sync.Once
}

func main() {
	s := &shared{cond: sync.NewCond(&sync.Mutex{})}
	s.mu.Lock()
	s.rw.Lock()
	s.wg.Add(1)
	go s.mu.Lock()
	go func() { s.mu.Lock() }()
	go func() { s.rw.Lock() }()
	go func() { s.rw.RLock() }()
	go func() { s.wg.Wait() }()
	go func() { s.cond.L.Lock(); s.cond.Wait() }()
	go func() { s.once.Do(func() { time.Sleep(time.Hour) }) }()
	time.Sleep(time.Millisecond)
	go func() { s.once.Do(func() {}) }()
	time.Sleep(time.Millisecond)
	pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
	s.mu.Unlock()
}
