package main

import (
	"fmt"
	"math"
	"runtime"
	"runtime/metrics"
	"sync"
)

var names = []string{
	"/cgo/go-to-c-calls:calls",
	"/cpu/classes/gc/mark/assist:cpu-seconds",
	"/cpu/classes/gc/mark/dedicated:cpu-seconds",
	"/cpu/classes/gc/mark/idle:cpu-seconds",
	"/cpu/classes/gc/pause:cpu-seconds",
	"/cpu/classes/gc/total:cpu-seconds",
	"/cpu/classes/idle:cpu-seconds",
	"/cpu/classes/scavenge/assist:cpu-seconds",
	"/cpu/classes/scavenge/background:cpu-seconds",
	"/cpu/classes/scavenge/total:cpu-seconds",
	"/cpu/classes/total:cpu-seconds",
	"/cpu/classes/user:cpu-seconds",
	"/gc/cleanups/executed:cleanups",
	"/gc/cleanups/queued:cleanups",
	"/gc/cycles/automatic:gc-cycles",
	"/gc/cycles/forced:gc-cycles",
	"/gc/cycles/total:gc-cycles",
	"/gc/finalizers/executed:finalizers",
	"/gc/finalizers/queued:finalizers",
	"/gc/gogc:percent",
	"/gc/gomemlimit:bytes",
	"/gc/heap/allocs-by-size:bytes",
	"/gc/heap/allocs:bytes",
	"/gc/heap/allocs:objects",
	"/gc/heap/frees-by-size:bytes",
	"/gc/heap/frees:bytes",
	"/gc/heap/frees:objects",
	"/gc/heap/goal:bytes",
	"/gc/heap/live:bytes",
	"/gc/heap/objects:objects",
	"/gc/heap/tiny/allocs:objects",
	"/gc/limiter/last-enabled:gc-cycle",
	"/gc/pauses:seconds",
	"/gc/scan/globals:bytes",
	"/gc/scan/heap:bytes",
	"/gc/scan/stack:bytes",
	"/gc/scan/total:bytes",
	"/gc/stack/starting-size:bytes",
	"/memory/classes/heap/free:bytes",
	"/memory/classes/heap/objects:bytes",
	"/memory/classes/heap/released:bytes",
	"/memory/classes/heap/stacks:bytes",
	"/memory/classes/heap/unused:bytes",
	"/memory/classes/os-stacks:bytes",
	"/memory/classes/other:bytes",
	"/memory/classes/total:bytes",
	"/sched/gomaxprocs:threads",
	"/sched/goroutines-created:goroutines",
	"/sched/goroutines/not-in-go:goroutines",
	"/sched/goroutines/runnable:goroutines",
	"/sched/goroutines/running:goroutines",
	"/sched/goroutines/waiting:goroutines",
	"/sched/goroutines:goroutines",
	"/sched/latencies:seconds",
	"/sched/pauses/stopping/gc:seconds",
	"/sched/pauses/stopping/other:seconds",
	"/sched/pauses/total/gc:seconds",
	"/sched/pauses/total/other:seconds",
	"/sched/threads/total:threads",
	"/sync/mutex/wait/total:seconds",
	"/no/such:thing",
}

func number(name string) uint64 {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func main() {
	described := map[string]metrics.Description{}
	for _, d := range metrics.All() {
		described[d.Name] = d
	}
	for _, name := range names {
		s := []metrics.Sample{{Name: name}}
		metrics.Read(s)
		d := described[name]
		fmt.Println(name, s[0].Value.Kind(), d.Kind, d.Cumulative)
	}
	fmt.Println(number("/sched/gomaxprocs:threads") == uint64(runtime.GOMAXPROCS(0)))
	before := number("/sched/goroutines-created:goroutines")
	alive := number("/sched/goroutines:goroutines")
	var wg sync.WaitGroup
	stop := make(chan bool)
	for range 40 {
		wg.Add(1)
		go func() {
			wg.Done()
			<-stop
		}()
	}
	wg.Wait()
	fmt.Println(number("/sched/goroutines-created:goroutines")-before >= 40)
	fmt.Println(number("/sched/goroutines:goroutines")-alive, number("/sched/goroutines/running:goroutines") >= 1)
	fmt.Println(number("/sched/threads/total:threads") > 1)
	forced := number("/gc/cycles/forced:gc-cycles")
	runtime.GC()
	fmt.Println(number("/gc/cycles/forced:gc-cycles")-forced, number("/gc/cycles/total:gc-cycles") >= 1)
	fmt.Println(number("/gc/gogc:percent"), number("/gc/gomemlimit:bytes") == math.MaxInt64)
	fmt.Println(number("/gc/heap/goal:bytes"), number("/gc/heap/allocs:bytes") >= number("/gc/heap/frees:bytes"))
	s := []metrics.Sample{{Name: "/sched/pauses/total/gc:seconds"}, {Name: "/sched/latencies:seconds"}}
	metrics.Read(s)
	h := s[0].Value.Float64Histogram()
	sum := uint64(0)
	for _, n := range h.Counts {
		sum += n
	}
	fmt.Println(len(h.Counts), len(h.Buckets), sum >= 2)
	fmt.Println(h.Buckets[:8], h.Buckets[len(h.Buckets)-4:])
	sum = 0
	for _, n := range s[1].Value.Float64Histogram().Counts {
		sum += n
	}
	fmt.Println(sum > 0)
	defer func() { fmt.Println(recover()) }()
	s[0].Value.Uint64()
}
