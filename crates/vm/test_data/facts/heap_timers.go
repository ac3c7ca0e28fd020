//procs:1
package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
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

type key struct{}

func nothing() {}

func main() {
	debug.SetGCPercent(-1)
	// The heap of armed timers grows once and for all.
	for range 600 {
		time.AfterFunc(time.Hour, nothing)
	}
	delta("NewTimer", func() any { return time.NewTimer(time.Hour) })
	delta("NewTicker", func() any { return time.NewTicker(time.Hour) })
	delta("After", func() any { return time.After(time.Hour) })
	delta("Tick", func() any { return time.Tick(time.Hour) })
	delta("AfterFunc", func() any { return time.AfterFunc(time.Hour, nothing) })
	delta("Sleep", func() any { time.Sleep(1); return nil })
	background := context.Background()
	delta("WithValue", func() any { return context.WithValue(background, key{}, nil) })
	delta("WithCancel", func() any { c, _ := context.WithCancel(background); return c })
	delta("Done", func() any { c, _ := context.WithCancel(background); return c.Done() })
	delta("WithTimeout", func() any { c, _ := context.WithTimeout(background, time.Hour); return c })
	delta("WithoutCancel", func() any { return context.WithoutCancel(background) })
}
