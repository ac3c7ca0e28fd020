package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestClock(t *testing.T) {
	before := time.Now()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		fmt.Println(start, start.UTC().Format(time.RFC3339Nano))
		time.Sleep(24 * time.Hour)
		fmt.Println(time.Since(start), time.Now().UTC())
		time.Sleep(1500 * time.Microsecond)
		fmt.Println(time.Now().Sub(start), time.Until(start))
		t.Log("a line of the test")
	})
	if time.Since(before) > time.Minute {
		t.Error("the clock outside has moved")
	}
}

func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		done := false
		go func() {
			time.Sleep(time.Second)
			done = true
		}()
		synctest.Wait()
		fmt.Println("waited:", done)
		time.Sleep(time.Second)
		synctest.Wait()
		fmt.Println("slept:", done)
		synctest.Sleep(time.Second)
	})
}

func TestTimers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		since := func() time.Duration { return time.Since(start) }
		timer := time.NewTimer(3 * time.Second)
		fmt.Println("stopped:", timer.Stop(), timer.Stop(), timer.Reset(2*time.Second))
		at := <-timer.C
		fmt.Println(at.Sub(start), since(), at.UTC())
		ticker := time.NewTicker(500 * time.Millisecond)
		for range 3 {
			fmt.Println("tick", (<-ticker.C).Sub(start))
		}
		ticker.Reset(time.Minute)
		time.Sleep(5 * time.Minute)
		fmt.Println("one tick was kept:", (<-ticker.C).Sub(start), since())
		ticker.Stop()
		called := make(chan string)
		time.AfterFunc(time.Hour, func() { called <- "called" })
		select {
		case <-time.After(time.Minute):
			fmt.Println("a minute", since())
		case what := <-called:
			fmt.Println(what)
		}
		fmt.Println(<-called, since())
		zero := time.AfterFunc(0, func() { called <- "at once" })
		fmt.Println(<-called, zero.Stop())
		now := time.NewTimer(-time.Second)
		synctest.Wait()
		fmt.Println((<-now.C).Sub(start), since())
	})
}

func TestContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		deadline, _ := ctx.Deadline()
		fmt.Println(deadline.UTC())
		called := false
		context.AfterFunc(ctx, func() { called = true })
		time.Sleep(5*time.Second - time.Nanosecond)
		synctest.Wait()
		fmt.Println(ctx.Err(), called)
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		fmt.Println(ctx.Err(), errors.Is(ctx.Err(), context.DeadlineExceeded), called)
	})
}

func TestWaitGroup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var wg sync.WaitGroup
		var sum atomic.Int64
		for i := range 10 {
			wg.Go(func() {
				time.Sleep(time.Duration(i) * time.Second)
				sum.Add(int64(i))
			})
		}
		wg.Wait()
		fmt.Println(sum.Load(), time.Since(start))
	})
}

func TestCond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		cond := sync.NewCond(&mu)
		ready, woken := false, 0
		for range 3 {
			go func() {
				mu.Lock()
				defer mu.Unlock()
				for !ready {
					cond.Wait()
				}
				woken++
			}()
		}
		synctest.Wait()
		mu.Lock()
		ready = true
		mu.Unlock()
		cond.Signal()
		synctest.Wait()
		fmt.Println(woken)
		cond.Broadcast()
		synctest.Wait()
		fmt.Println(woken)
	})
}

func TestSelectOfBubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		work, quit := make(chan int), make(chan struct{})
		got := []int{}
		go func() {
			for {
				select {
				case v := <-work:
					got = append(got, v)
				case <-time.After(10 * time.Second):
					got = append(got, -1)
				case <-quit:
					return
				}
			}
		}()
		for i := range 3 {
			work <- i
			time.Sleep(4 * time.Second)
		}
		time.Sleep(20 * time.Second)
		close(quit)
		synctest.Wait()
		fmt.Println(got)
	})
}

func TestCleanups(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stop := make(chan struct{})
		t.Cleanup(func() {
			fmt.Println("cleanup", time.Now().UTC())
			close(stop)
		})
		go func() { <-stop }()
		time.Sleep(time.Second)
	})
}

func TestMutexOutside(t *testing.T) {
	var mu sync.Mutex
	synctest.Test(t, func(t *testing.T) {
		mu.Lock()
		go func() {
			time.Sleep(time.Second)
			mu.Unlock()
		}()
		time.Sleep(2 * time.Second)
		mu.Lock()
		mu.Unlock()
		fmt.Println(time.Now().UTC())
	})
}

func TestSubtests(t *testing.T) {
	for _, d := range []time.Duration{time.Second, time.Hour} {
		t.Run(d.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(d)
				t.Log(time.Now().UTC())
			})
		})
	}
}

func TestFails(t *testing.T) {
	defer fmt.Println("the test ends")
	synctest.Test(t, func(t *testing.T) {
		t.Error("one")
		t.Fatalf("two of %s", t.Name())
	})
	fmt.Println("never")
}

func TestSkips(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { t.Skip("not now") })
	fmt.Println("goes on")
}

func TestPanics(t *testing.T) {
	try := func(f func()) {
		defer func() { fmt.Println(recover()) }()
		f()
	}
	try(synctest.Wait)
	synctest.Test(t, func(t *testing.T) {
		try(func() { t.Run("sub", func(*testing.T) {}) })
		try(func() { t.Parallel() })
		try(func() { t.Deadline() })
		try(func() { synctest.Test(t, func(*testing.T) {}) })
	})
}

func TestDeadlockRecovered(t *testing.T) {
	defer func() {
		err, ok := recover().(error)
		fmt.Println(err, ok)
	}()
	synctest.Test(t, func(t *testing.T) {
		go func() { select {} }()
	})
}
