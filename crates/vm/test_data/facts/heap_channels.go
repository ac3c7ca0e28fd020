//procs:1
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

var keep []any

func delta(name string, f func() any) {
	keep = make([]any, 0, 200)
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	for range 100 {
		keep = append(keep, f())
	}
	runtime.ReadMemStats(&b)
	fmt.Println(name, (b.TotalAlloc-a.TotalAlloc)/100, (b.Mallocs-a.Mallocs)/100)
}

type big struct{ a [20]int }

func main() {
	debug.SetGCPercent(-1)
	delta("chan int", func() any { return make(chan int) })
	delta("chan int 10", func() any { return make(chan int, 10) })
	delta("chan struct{} 10", func() any { return make(chan struct{}, 10) })
	delta("chan *int", func() any { return make(chan *int) })
	delta("chan *int 10", func() any { return make(chan *int, 10) })
	delta("chan string 3", func() any { return make(chan string, 3) })
	delta("chan big 5", func() any { return make(chan big, 5) })
	delta("mutex", func() any { return new(sync.Mutex) })
	delta("rwmutex", func() any { return new(sync.RWMutex) })
	delta("group", func() any { return new(sync.WaitGroup) })
	delta("cond", func() any { return sync.NewCond(nil) })
	delta("once", func() any { return new(sync.Once) })
}
