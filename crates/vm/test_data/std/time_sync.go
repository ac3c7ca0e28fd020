package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	// durations and times
	for _, d := range []time.Duration{0, 1, 1100, 2200000, 3300 * time.Millisecond, 4*time.Minute + 5*time.Second, 72*time.Hour + 30*time.Second + 5, -time.Second, 1<<63 - 1, -1 << 63} {
		fmt.Println(d, d.Round(time.Millisecond), d.Truncate(time.Minute), d.Seconds(), d.Milliseconds(), d.Abs())
	}
	for _, s := range []string{"1h15m30.918s", "-1.5h", "10", "", "1x", ".5s", "1us", "9223372036854775807ns", "9223372036854775808ns", "3000000h"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	t := time.Date(2024, time.February, 29, 13, 4, 5, 678900000, time.UTC)
	for _, l := range []string{time.ANSIC, time.UnixDate, time.RFC822, time.RFC850, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.StampMicro, time.DateTime, "Monday _2 January 06 3:4:5.000 pm -07 002"} {
		fmt.Println(t.Format(l))
	}
	fmt.Println(t, t.Weekday(), t.YearDay(), t.Unix(), t.UnixMilli(), t.AddDate(1, 0, 0), t.Add(-36*time.Hour).Format(time.DateOnly), t.Truncate(time.Hour), t.Round(time.Hour))
	fmt.Println(time.Unix(0, 0).UTC(), time.Time{}, time.Time{}.IsZero(), t.In(time.FixedZone("X", -5*3600)), t.Before(t.Add(1)), t.Equal(t.In(time.FixedZone("Y", 3600))), t.Sub(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)))
	fmt.Printf("%v %d %s %+v %T %q\n", time.March, time.March, time.Saturday, 5*time.Second, time.Second, time.Minute)

	// sleeping and timers
	start := time.Now()
	time.Sleep(50 * time.Millisecond)
	fmt.Println(time.Since(start) >= 50*time.Millisecond, time.Until(start) < 0)
	timer := time.NewTimer(20 * time.Millisecond)
	<-timer.C
	fmt.Println(timer.Stop(), timer.Reset(time.Hour), timer.Stop())
	ticker := time.NewTicker(10 * time.Millisecond)
	for i := 0; i < 3; i++ {
		<-ticker.C
	}
	ticker.Stop()
	fmt.Println(time.Since(start) >= 100*time.Millisecond)
	done := make(chan bool)
	time.AfterFunc(5*time.Millisecond, func() { done <- true })
	fmt.Println(<-done)
	f := time.AfterFunc(time.Hour, func() { panic("no") })
	fmt.Println(f.Stop(), f.Stop(), time.Tick(0) == nil)
	select {
	case <-time.After(30 * time.Millisecond):
		fmt.Println("timeout")
	case <-done:
	}
	tm := time.NewTimer(time.Millisecond)
	time.Sleep(5 * time.Millisecond)
	fmt.Println(len(tm.C), cap(tm.C), tm.Stop())
	select {
	case <-tm.C:
		fmt.Println("stale")
	default:
		fmt.Println("nothing")
	}

	// locks
	var mu sync.Mutex
	var wg sync.WaitGroup
	n := 0
	for i := 0; i < 100; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			n++
		}()
	}
	wg.Wait()
	fmt.Println(n, mu.TryLock(), mu.TryLock())
	mu.Unlock()
	var count atomic.Int64
	for i := 0; i < 50; i++ {
		wg.Go(func() { count.Add(2) })
	}
	wg.Wait()
	fmt.Println(count.Load(), count.CompareAndSwap(100, 1), count.Swap(7), count.Load())
	var rw sync.RWMutex
	m := map[int]int{}
	for i := 0; i < 10; i++ {
		wg.Add(2)
		go func() { defer wg.Done(); rw.Lock(); m[i] = i * i; rw.Unlock() }()
		go func() { defer wg.Done(); rw.RLock(); _ = m[i]; rw.RUnlock() }()
	}
	wg.Wait()
	fmt.Println(m, rw.TryRLock(), rw.TryLock(), rw.TryRLock())
	rw.RUnlock()
	rw.RUnlock()
	rw.RLocker().Lock()
	var once sync.Once
	for i := 0; i < 3; i++ {
		once.Do(func() { fmt.Println("once", i) })
	}
	of := sync.OnceFunc(func() { fmt.Println("oncefunc") })
	of()
	of()
	cond := sync.NewCond(&mu)
	ready := 0
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			for ready == 0 {
				cond.Wait()
			}
			ready++
			mu.Unlock()
		}()
	}
	time.Sleep(time.Millisecond)
	mu.Lock()
	ready = 1
	cond.Broadcast()
	mu.Unlock()
	wg.Wait()
	fmt.Println(ready)
	var sm sync.Map
	sm.Store("a", 1)
	v, loaded := sm.LoadOrStore("a", 2)
	fmt.Println(v, loaded)
	v, loaded = sm.LoadOrStore("b", 2)
	fmt.Println(v, loaded, sm.CompareAndSwap("b", 2, 3))
	sum := 0
	sm.Range(func(k, v any) bool { sum += v.(int); return true })
	v, ok := sm.LoadAndDelete("a")
	fmt.Println(sum, v, ok)
	_, ok = sm.Load("a")
	fmt.Println(ok)
	pool := sync.Pool{New: func() any { return "new" }}
	fmt.Println(pool.Get())
	pool.Put("x")
	_ = pool.Get()

	// atomics
	var i32 int32 = 5
	var u32 uint32 = 5
	fmt.Println(atomic.AddInt32(&i32, -10), atomic.AddUint32(&u32, ^uint32(0)), atomic.LoadInt32(&i32), atomic.CompareAndSwapUint32(&u32, 4, 9), u32)
	var u64 atomic.Uint64
	u64.Store(1 << 40)
	fmt.Println(u64.Add(^uint64(0)), u64.And(0xff), u64.Or(0xf00), u64.Load())
	var b atomic.Bool
	fmt.Println(b.Swap(true), b.Load(), b.CompareAndSwap(true, false), b.Load())
	var av atomic.Value
	fmt.Println(av.Load())
	av.Store([]int{1})
	fmt.Println(av.Load().([]int))
	func() {
		defer func() { fmt.Println(recover()) }()
		av.Store("other")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		av.Store(nil)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var wg sync.WaitGroup
		wg.Done()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		time.NewTicker(0)
	}()
	func() {
		defer func() {
			r := recover()
			_, ok := r.(runtime.Error)
			fmt.Println(r, ok)
		}()
		var a []int
		_ = a[n]
	}()
	fmt.Println(runtime.NumGoroutine(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0) > 0, runtime.NumCPU() > 0)
	runtime.Gosched()
	runtime.GC()
	go func() {
		defer close(done)
		defer fmt.Println("deferred")
		runtime.Goexit()
	}()
	<-done
	var x sync.Mutex
	x.Unlock()
}
