//procs:1

// Goroutines of the runtime count in its metrics, from when they exist: this program is one without package os, so nobody
// waits for finalizers; a collection starts a mark worker, and goroutines that ended do not count.
package main

import (
	"runtime"
	"runtime/metrics"
	"time"
)

func show() {
	s := []metrics.Sample{
		{Name: "/sched/goroutines:goroutines"},
		{Name: "/sched/goroutines/runnable:goroutines"},
		{Name: "/sched/goroutines/running:goroutines"},
		{Name: "/sched/goroutines/waiting:goroutines"},
	}
	metrics.Read(s)
	for _, x := range s {
		print(x.Value.Uint64(), " ")
	}
	println(runtime.NumGoroutine())
}

func main() {
	time.Sleep(time.Millisecond)
	show()
	for range 100 {
		go func() {}()
	}
	show()
	time.Sleep(time.Millisecond)
	show()
	runtime.GC()
	time.Sleep(time.Millisecond)
	// Whether one of the runtime's own may run at this moment is chance.
	all := []metrics.Sample{{Name: "/sched/goroutines:goroutines"}}
	metrics.Read(all)
	println(all[0].Value.Uint64(), runtime.NumGoroutine())
}
