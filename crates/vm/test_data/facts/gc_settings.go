//procs:1
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

func read(names ...string) {
	samples := make([]metrics.Sample, len(names))
	for i := range names {
		samples[i].Name = names[i]
	}
	metrics.Read(samples)
	for _, s := range samples {
		switch s.Value.Kind() {
		case metrics.KindUint64:
			fmt.Println(s.Name, s.Value.Uint64())
		case metrics.KindFloat64:
			fmt.Println(s.Name, "float")
		case metrics.KindFloat64Histogram:
			h := s.Value.Float64Histogram()
			n := uint64(0)
			for _, c := range h.Counts {
				n += c
			}
			fmt.Println(s.Name, "of", n, len(h.Counts) > 0, len(h.Buckets) == len(h.Counts)+1)
		default:
			fmt.Println(s.Name, "bad")
		}
	}
}

// Goroutines of the runtime itself, such as the scavenger, may just have become runnable: both states count.
func resting() uint64 {
	samples := []metrics.Sample{{Name: "/sched/goroutines/waiting:goroutines"}, {Name: "/sched/goroutines/runnable:goroutines"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() + samples[1].Value.Uint64()
}

func main() {
	debug.SetGCPercent(50)
	debug.SetMemoryLimit(1 << 30)
	runtime.GC()
	runtime.GC()
	go func() { select {} }()
	go func() {}()
	runtime.Gosched()
	read("/gc/cycles/automatic:gc-cycles", "/gc/cycles/forced:gc-cycles", "/gc/cycles/total:gc-cycles",
		"/gc/gogc:percent", "/gc/gomemlimit:bytes", "/gc/limiter/last-enabled:gc-cycle", "/gc/stack/starting-size:bytes",
		"/sched/gomaxprocs:threads", "/sched/goroutines/running:goroutines",
		"/sched/goroutines/not-in-go:goroutines", "/gc/finalizers/queued:finalizers", "/gc/finalizers/executed:finalizers",
		"/gc/cleanups/queued:cleanups", "/gc/cleanups/executed:cleanups", "/nonsense:bytes",
		"/sched/pauses/total/gc:seconds", "/sched/pauses/stopping/gc:seconds", "/gc/pauses:seconds",
		"/sched/pauses/total/other:seconds", "/sched/pauses/stopping/other:seconds",
		"/sync/mutex/wait/total:seconds", "/cpu/classes/gc/mark/assist:cpu-seconds", "/cpu/classes/total:cpu-seconds",
	)
	read("/sched/goroutines:goroutines", "/sched/goroutines-created:goroutines")
	fmt.Println("waiting or runnable", resting())
	fmt.Println(debug.SetGCPercent(-1), debug.SetMemoryLimit(-1), debug.SetGCPercent(100), runtime.NumGoroutine())
	read("/gc/gogc:percent")
}
