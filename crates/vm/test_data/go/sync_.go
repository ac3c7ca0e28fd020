package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type Counter struct {
	mu sync.Mutex
	m  map[string]int
}

func (c *Counter) Inc(k string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m[k]++
}

func main() {
	c := Counter{m: map[string]int{}}
	var wg sync.WaitGroup
	var n atomic.Int64
	var plain int32
	for i := range 100 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.Inc(fmt.Sprint("k", i%3))
			n.Add(int64(i))
			atomic.AddInt32(&plain, 1)
		}()
	}
	wg.Wait()
	fmt.Println(c.m, n.Load(), plain)
	var rw sync.RWMutex
	shared := 0
	for i := range 10 {
		wg.Go(func() {
			if i%2 == 0 {
				rw.Lock()
				shared++
				rw.Unlock()
			} else {
				rw.RLock()
				_ = shared
				rw.RUnlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(shared)
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	cond := sync.NewCond(&sync.Mutex{})
	ready := false
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			cond.L.Lock()
			for !ready {
				cond.Wait()
			}
			cond.L.Unlock()
		}()
	}
	time.Sleep(time.Millisecond)
	cond.L.Lock()
	ready = true
	cond.Broadcast()
	cond.L.Unlock()
	wg.Wait()
	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	var swapped atomic.Bool
	fmt.Println(swapped.CompareAndSwap(false, true), swapped.Load())
	v := atomic.Value{}
	v.Store("stored")
	fmt.Println(v.Load())
	start := time.Now()
	time.Sleep(20 * time.Millisecond)
	d := time.Since(start)
	fmt.Println(d >= 20*time.Millisecond, d < 2*time.Second)
	done := make(chan bool)
	time.AfterFunc(5*time.Millisecond, func() { done <- true })
	fmt.Println(<-done)
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Stop())
}
