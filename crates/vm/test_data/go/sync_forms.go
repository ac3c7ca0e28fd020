// Package sync and context in small programs with one possible output.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		var o sync.Once
		defer o.Do(func() { fmt.Println("never") })
		o.Do(func() { panic("in once") })
	}()
	v := sync.OnceValue(func() int { fmt.Println("computed"); return 42 })
	fmt.Println(v(), v())
	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	var rw sync.RWMutex
	rw.RLock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	fmt.Println(rw.TryLock(), rw.TryRLock())
	rw.Unlock()
	var m sync.Map
	m.Store("a", 1)
	got, loaded := m.LoadOrStore("a", 2)
	fmt.Println(got, loaded)
	m.Delete("a")
	_, ok := m.Load("a")
	fmt.Println(ok)
	var n atomic.Int64
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n.Add(int64(i))
		}()
	}
	wg.Wait()
	fmt.Println(n.Load(), n.CompareAndSwap(4950, 1), n.Swap(7), n.Load())
	var wg2 sync.WaitGroup
	for i := range 3 {
		wg2.Go(func() { n.Add(int64(i)) })
	}
	wg2.Wait()
	fmt.Println(n.Load())
	cond := sync.NewCond(&mu)
	ready := false
	go func() {
		mu.Lock()
		ready = true
		mu.Unlock()
		cond.Broadcast()
	}()
	mu.Lock()
	for !ready {
		cond.Wait()
	}
	mu.Unlock()
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), "k", "v"))
	child, cancel2 := context.WithTimeout(ctx, time.Hour)
	defer cancel2()
	fmt.Println(child.Err(), child.Value("k"), child.Value("none"))
	cancel()
	<-child.Done()
	fmt.Println(child.Err(), ctx.Err(), errors.Is(child.Err(), context.Canceled))
	tctx, cancel3 := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel3()
	select {
	case <-tctx.Done():
		fmt.Println(tctx.Err(), errors.Is(tctx.Err(), context.DeadlineExceeded))
	case <-time.After(5 * time.Second):
		fmt.Println("too late")
	}
	cctx, cancel4 := context.WithCancelCause(context.Background())
	cancel4(errors.New("my cause"))
	fmt.Println(cctx.Err(), context.Cause(cctx))
	tm := time.NewTimer(time.Hour)
	fmt.Println(tm.Stop(), tm.Stop(), tm.Reset(time.Millisecond))
	<-tm.C
	tick := time.NewTicker(time.Millisecond)
	for range 3 {
		<-tick.C
	}
	tick.Stop()
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { done <- true })
	fmt.Println(<-done)
	pool := sync.Pool{New: func() any { return "new" }}
	fmt.Println(pool.Get())
	ctx5, cancel5 := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel5()
	fmt.Println(ctx5.Err())
	fmt.Println(context.Background(), context.TODO())
}
