//procs:1
package main

import (
	"runtime"
	"sync"
)

type locks struct {
	mu   sync.Mutex
	rw   sync.RWMutex
	read sync.RWMutex
	wg   sync.WaitGroup
	once sync.Once
}

func main() {
	s := &locks{}
	s.mu.Lock()
	s.rw.Lock()
	s.read.RLock()
	s.wg.Add(1)
	c, d := make(chan int), make(chan int, 1)
	var none chan int
	d <- 1
	go func() { c <- 1 }()
	runtime.Gosched()
	go func() { d <- 1 }()
	go func() {
		select {
		case none <- 1:
		}
	}()
	go func() {
		select {
		case <-none:
		case none <- 2:
		}
	}()
	go func() {
		for range none {
		}
	}()
	go func() { s.rw.RLock() }()
	go func() { s.rw.Lock() }()
	go func() { s.rw.Lock() }()
	go func() { s.read.Lock() }()
	runtime.Gosched()
	go func() { s.read.RLock() }()
	go func() { s.once.Do(func() { s.once.Do(func() {}) }) }()
	go s.wg.Wait()
	s.mu.Lock()
}
