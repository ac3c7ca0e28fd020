//procs:1
package main

import (
	"os"
	"runtime"
	"sync"
	"time"
)

var mu sync.Mutex

func main() {
	mu.Lock()
	c := make(chan int)
	var never chan int
	go func() { <-c }()
	go func() { _, ok := <-c; println(ok) }()
	go func() { for range c { println("received") } }()
	go func() { d := make(chan int); d <- 1 }()
	go func() { <-never }()
	go func() { never <- 1 }()
	go func() {
		select {
		case <-c:
		case never <- 1:
		}
	}()
	go func() { select {} }()
	go func() { time.Sleep(time.Hour) }()
	go func() { mu.Lock() }()
	var rw, read sync.RWMutex
	rw.Lock()
	go func() { rw.RLock() }()
	go func() { rw.Lock() }()
	read.RLock()
	go func() { read.Lock() }()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { wg.Wait() }()
	cond := sync.NewCond(new(sync.Mutex))
	go func() { cond.L.Lock(); cond.Wait() }()
	time.Sleep(time.Millisecond)
	os.Stdout.WriteString("")
	runtime.SetFinalizer(1, nil)
}
