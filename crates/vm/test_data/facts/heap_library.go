//procs:1

// What calls of the library take of the heap. Small ones share blocks, so only of larger ones the bytes are shown.
package main

import (
	"bufio"
	"bytes"
	"container/list"
	"container/ring"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

var sink, sink2 any
var str = "hello"
var long = "hello, world, this is text"
var ints = []int{3, 1, 2}
var bs = []byte("hello, world, this is text")
var ctx context.Context
var cancel context.CancelFunc
var stop func() bool
var timer *time.Timer
var ticker *time.Ticker
var err error
var n = 12345
var f = 1.5
var mu sync.Mutex
var pool *sync.Pool
var ch chan int
var str2 string
var bs2 []byte
var ints2 []int
var strs2 []string
var parent, _ = context.WithCancel(context.Background())

type key struct{}
type T struct {
	A int
	B string
}

var val = T{1, "x"}
var lst *list.List
var rng *ring.Ring
var sb *strings.Builder
var buf *bytes.Buffer
var rd *bufio.Reader
var wr *bufio.Writer
var sr *strings.Reader
var wg *sync.WaitGroup
var cond *sync.Cond
var ap *atomic.Pointer[int]
var av *atomic.Value
var rw *sync.RWMutex
var fn func()
var m map[string]int
var tm time.Time

var tests = []struct {
	name string
	f    func()
}{
	{"context.WithCancel", func() { ctx, cancel = context.WithCancel(context.Background()) }},
	{"context.WithCancel child", func() { ctx, cancel = context.WithCancel(parent) }},
	{"context.WithTimeout", func() { ctx, cancel = context.WithTimeout(context.Background(), time.Hour) }},
	{"context.WithTimeout cancel", func() { ctx, cancel = context.WithTimeout(context.Background(), time.Hour); cancel() }},
	{"context.WithDeadline", func() { ctx, cancel = context.WithDeadline(context.Background(), tm) }},
	{"context.WithValue", func() { ctx = context.WithValue(context.Background(), key{}, "v") }},
	{"context.WithoutCancel", func() { ctx = context.WithoutCancel(parent) }},
	{"context.AfterFunc", func() { stop = context.AfterFunc(parent, fn) }},
	{"ctx.Done", func() { c, _ := context.WithCancel(context.Background()); ctx = c; sink2 = c.Done() }},
	{"context.Cause", func() { err = context.Cause(parent) }},
	{"time.NewTimer", func() { timer = time.NewTimer(time.Hour) }},
	{"time.NewTicker", func() { ticker = time.NewTicker(time.Hour) }},
	{"time.AfterFunc", func() { timer = time.AfterFunc(time.Hour, fn) }},
	{"time.After", func() { sink2 = time.After(time.Hour) }},
	{"time.Tick", func() { sink2 = time.Tick(time.Hour) }},
	{"time.Now", func() { tm = time.Now() }},
	{"errors.New", func() { err = errors.New("x") }},
	{"strconv.Itoa small", func() { str2 = strconv.Itoa(7) }},
	{"strings.Repeat", func() { str2 = strings.Repeat(str, 10) }},
	{"strings.Split", func() { strs2 = strings.Split("a,b,c,d", ",") }},
	{"strings.Fields", func() { strs2 = strings.Fields(" a b  c ") }},
	{"strings.ToUpper", func() { str2 = strings.ToUpper(str) }},
	{"strings.ToUpper none", func() { str2 = strings.ToUpper("ABC") }},
	{"strings.ReplaceAll", func() { str2 = strings.ReplaceAll(str, "l", "LL") }},
	{"strings.Builder", func() { sb = &strings.Builder{}; sb.WriteString(long); sb.WriteString(long); str2 = sb.String() }},
	{"strings.NewReader", func() { sr = strings.NewReader(str) }},
	{"strings.Map", func() { str2 = strings.Map(func(r rune) rune { return r + 1 }, str) }},
	{"concat", func() { str2 = str + str2[:1] }},
	{"[]byte(s)", func() { bs2 = []byte(str) }},
	{"string(b)", func() { str2 = string(bs) }},
	{"[]rune", func() { sink2 = []rune(str) }},
	{"bytes.NewBuffer", func() { buf = bytes.NewBuffer(nil); buf.WriteString(str) }},
	{"bytes.Clone", func() { bs2 = bytes.Clone(bs) }},
	{"bufio.NewReader", func() { rd = bufio.NewReader(sr) }},
	{"bufio.NewWriter", func() { wr = bufio.NewWriter(io.Discard) }},
	{"io.ReadAll", func() { bs2, _ = io.ReadAll(strings.NewReader(str)) }},
	{"sync.Pool", func() { pool = &sync.Pool{New: func() any { return new(int) }}; sink2 = pool.Get() }},
	{"sync.NewCond", func() { cond = sync.NewCond(&mu) }},
	{"new(WaitGroup)", func() { wg = new(sync.WaitGroup) }},
	{"new(RWMutex)", func() { rw = new(sync.RWMutex) }},
	{"atomic.Pointer", func() { ap = new(atomic.Pointer[int]); ap.Store(&n) }},
	{"atomic.Value", func() { av = new(atomic.Value); av.Store("x") }},
	{"make(chan int)", func() { ch = make(chan int) }},
	{"make(chan int, 10)", func() { ch = make(chan int, 10) }},
	{"make(chan string, 3)", func() { sink2 = make(chan string, 3) }},
	{"slices.Clone", func() { ints2 = slices.Clone(ints) }},
	{"slices.Repeat", func() { ints2 = slices.Repeat(ints, 4) }},
	{"maps.Clone", func() { m = maps.Clone(map[string]int{"a": 1, "b": 2}) }},
	{"maps.Clone 100", func() { sink2 = maps.Clone(map100) }},
	{"sort.Ints", func() { ints2 = slices.Clone(ints); sort.Ints(ints2) }},
	{"sort.Slice", func() {
		ints2 = slices.Clone(ints)
		sort.Slice(ints2, func(i, j int) bool { return ints2[i] < ints2[j] })
	}},
	{"list.New", func() { lst = list.New(); lst.PushBack("a"); lst.PushFront("b") }},
	{"ring.New", func() { rng = ring.New(5) }},
	{"binary.Append", func() { bs2 = binary.BigEndian.AppendUint32(nil, 7) }},
	{"rand.Perm", func() { ints2 = rand.Perm(10) }},
	{"os.Getenv", func() { str2 = os.Getenv("HOME_NONE") }},
	{"go func", func() { done := make(chan int); ch = done; go func() { done <- 1 }(); <-done }},
	{"defer closure", func() { defer func() { n++ }() }},
	{"any string", func() { sink2 = str }},
	{"any struct", func() { sink2 = val }},
	{"any slice", func() { sink2 = ints }},
	{"any small", func() { sink2 = 5 }},
	{"select", func() {
		c := make(chan int, 1)
		ch = c
		select {
		case c <- 1:
		case <-ch:
		}
	}},
	{"method value", func() { fn = mu.Unlock }},
}

var map100 = map[string]int{}

func main() {
	runtime.GOMAXPROCS(1)
	debug.SetGCPercent(-1)
	tm = time.Now().Add(time.Hour)
	fn = func() {}
	for i := range 100 {
		map100[strconv.Itoa(i)] = i
	}
	var a, b runtime.MemStats
	for _, t := range tests {
		t.f()
		t.f()
		var objs, bytes uint64
		for i := range 5 {
			runtime.ReadMemStats(&a)
			t.f()
			runtime.ReadMemStats(&b)
			if i == 0 || b.Mallocs-a.Mallocs < objs {
				objs, bytes = b.Mallocs-a.Mallocs, b.TotalAlloc-a.TotalAlloc
			}
		}
		if bytes <= 16*objs {
			bytes = 0
		}
		fmt.Println(t.name, objs, bytes)
	}
}
