//procs:1
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"unsafe"
)

var keep []any

func delta(name string, f func()) {
	keep = make([]any, 0, 1000)
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	for range 64 {
		f()
	}
	runtime.ReadMemStats(&b)
	fmt.Println(name, (b.TotalAlloc-a.TotalAlloc)/64, (b.Mallocs-a.Mallocs)/64)
}

func main() {
	debug.SetGCPercent(-1)
	fmt.Println(unsafe.Sizeof(sync.Pool{}))
	made := 0
	p := sync.Pool{New: func() any { made++; return -made }}
	put := func(from, to int) {
		for i := from; i < to; i++ {
			p.Put(i)
		}
	}
	get := func(n int) {
		for range n {
			fmt.Print(" ", p.Get())
		}
		fmt.Println()
	}
	// The first one is private, the others come out last in, first out.
	put(1, 6)
	p.Put(nil)
	get(7)
	// What is put back outlives one collection, not two; what is taken and put back outlives the next.
	put(10, 14)
	runtime.GC()
	put(20, 22)
	get(4)
	put(30, 31)
	runtime.GC()
	runtime.GC()
	get(2)
	// More than the first ring has room for.
	put(100, 130)
	get(31)
	put(200, 230)
	runtime.GC()
	get(31)
	value := any("value")
	delta("private", func() {
		p := new(sync.Pool)
		p.Put(value)
		keep = append(keep, p)
	})
	delta("shared", func() {
		p := new(sync.Pool)
		p.Put(value)
		p.Put(value)
		keep = append(keep, p)
	})
	delta("many", func() {
		p := new(sync.Pool)
		for range 30 {
			p.Put(value)
		}
		keep = append(keep, p)
	})
	defer func() { fmt.Println(recover()) }()
	var none *sync.Pool
	none.Get()
}
