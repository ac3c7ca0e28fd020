package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

func try(name string, f func()) {
	defer func() {
		fmt.Println(name, recover())
		lines := strings.Split(string(debug.Stack()), "\n")
		skip := true
		for i, l := range lines {
			if strings.HasPrefix(l, "panic(") {
				skip = false
				continue
			}
			if skip || strings.HasPrefix(l, "\t") {
				continue
			}
			if strings.HasPrefix(l, "main.try") {
				break
			}
			j := strings.LastIndex(l, "(")
			if j < 0 {
				continue
			}
			at := lines[i+1]
			at = at[strings.LastIndex(at, "/")+1:]
			at, _, _ = strings.Cut(at, " ")
			if strings.Contains(at, "panic.go") || strings.Contains(at, "signal_unix") {
				continue
			}
			fmt.Println("  ", l[:j], at[strings.Index(at, ".go"):])
		}
	}()
	f()
}

type S struct {
	pad [10]int
	n   atomic.Int64
	m   sync.Map
	mu  sync.Mutex
}

func main() {
	var (
		i32 *atomic.Int32
		i64 *atomic.Int64
		u32 *atomic.Uint32
		u64 *atomic.Uint64
		b   *atomic.Bool
		p   *atomic.Pointer[int]
		v   *atomic.Value
		m   *sync.Map
		pl  *sync.Pool
		s   *S
		raw *int64
		r32 *int32
		on  *sync.Once
		tm  *time.Timer
		tk  *time.Ticker
		ctx context.Context
	)
	try("i32 add", func() { i32.Add(1) })
	try("i64 add", func() { i64.Add(1) })
	try("i64 load", func() { i64.Load() })
	try("i64 store", func() { i64.Store(1) })
	try("i64 swap", func() { i64.Swap(1) })
	try("i64 cas", func() { i64.CompareAndSwap(1, 2) })
	try("i64 and", func() { i64.And(1) })
	try("i64 or", func() { i64.Or(1) })
	try("u32", func() { u32.Add(1) })
	try("u64", func() { u64.Load() })
	try("b load", func() { b.Load() })
	try("b store", func() { b.Store(true) })
	try("b swap", func() { b.Swap(true) })
	try("b cas", func() { b.CompareAndSwap(true, false) })
	try("p load", func() { p.Load() })
	try("p store", func() { p.Store(nil) })
	try("p swap", func() { p.Swap(nil) })
	try("p cas", func() { p.CompareAndSwap(nil, nil) })
	try("v load", func() { v.Load() })
	try("v store", func() { v.Store(1) })
	try("v swap", func() { v.Swap(1) })
	try("v cas", func() { v.CompareAndSwap(1, 2) })
	try("m load", func() { m.Load(1) })
	try("m store", func() { m.Store(1, 2) })
	try("m range", func() { m.Range(func(k, v any) bool { return true }) })
	try("m los", func() { m.LoadOrStore(1, 2) })
	try("m lad", func() { m.LoadAndDelete(1) })
	try("m del", func() { m.Delete(1) })
	try("m swap", func() { m.Swap(1, 2) })
	try("m cas", func() { m.CompareAndSwap(1, 2, 3) })
	try("m cad", func() { m.CompareAndDelete(1, 2) })
	try("m clear", func() { m.Clear() })
	try("pl get", func() { pl.Get() })
	try("pl put", func() { pl.Put(1) })
	try("s.n", func() { s.n.Add(1) })
	try("s.m", func() { s.m.Store(1, 2) })
	try("s.mu", func() { s.mu.Lock() })
	try("raw add", func() { atomic.AddInt64(raw, 1) })
	try("raw load", func() { atomic.LoadInt64(raw) })
	try("raw store", func() { atomic.StoreInt32(r32, 1) })
	try("raw cas", func() { atomic.CompareAndSwapInt32(r32, 1, 2) })
	try("raw swap", func() { atomic.SwapInt32(r32, 1) })
	try("once", func() { on.Do(func() {}) })
	try("timer stop", func() { tm.Stop() })
	try("timer reset", func() { tm.Reset(1) })
	try("ticker stop", func() { tk.Stop() })
	try("ticker reset", func() { tk.Reset(1) })
	try("timer c", func() { <-tm.C })
	try("ctx", func() { <-ctx.Done() })
}
