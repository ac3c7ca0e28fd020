package metrics

// A Description tells of a metric.
type Description struct {
	Name        string
	Description string
	Kind        ValueKind
	Cumulative  bool
}

// All returns the metrics there are, by name.
func All() []Description {
	return append([]Description(nil), all[:]...)
}

// all is in the order of the numbers that the machine gives.
var all = [...]Description{
	{"/cgo/go-to-c-calls:calls", "calls of C", KindUint64, true},
	{"/cpu/classes/gc/mark/assist:cpu-seconds", "processor time of goroutines that helped with marking", KindFloat64, true},
	{"/cpu/classes/gc/mark/dedicated:cpu-seconds", "processor time of mark workers that had a P to themselves, or a part of its time", KindFloat64, true},
	{"/cpu/classes/gc/mark/idle:cpu-seconds", "processor time of mark workers on Ps that had nothing else to do", KindFloat64, true},
	{"/cpu/classes/gc/pause:cpu-seconds", "processor time of the pauses of the collector", KindFloat64, true},
	{"/cpu/classes/gc/total:cpu-seconds", "processor time of the collector", KindFloat64, true},
	{"/cpu/classes/idle:cpu-seconds", "processor time that nobody used", KindFloat64, true},
	{"/cpu/classes/scavenge/assist:cpu-seconds", "processor time of giving memory back in time for a limit", KindFloat64, true},
	{"/cpu/classes/scavenge/background:cpu-seconds", "processor time of giving memory back beside the program", KindFloat64, true},
	{"/cpu/classes/scavenge/total:cpu-seconds", "processor time of giving memory back", KindFloat64, true},
	{"/cpu/classes/total:cpu-seconds", "processor time that there was", KindFloat64, true},
	{"/cpu/classes/user:cpu-seconds", "processor time of the program", KindFloat64, true},
	{"/gc/cleanups/executed:cleanups", "cleanup functions executed", KindUint64, true},
	{"/gc/cleanups/queued:cleanups", "cleanup functions queued", KindUint64, true},
	{"/gc/cycles/automatic:gc-cycles", "collections that the runtime began", KindUint64, true},
	{"/gc/cycles/forced:gc-cycles", "collections that the program asked for", KindUint64, true},
	{"/gc/cycles/total:gc-cycles", "collections", KindUint64, true},
	{"/gc/finalizers/executed:finalizers", "finalizers executed", KindUint64, true},
	{"/gc/finalizers/queued:finalizers", "finalizers queued", KindUint64, true},
	{"/gc/gogc:percent", "GOGC", KindUint64, false},
	{"/gc/gomemlimit:bytes", "GOMEMLIMIT", KindUint64, false},
	{"/gc/heap/allocs-by-size:bytes", "how large the objects were that were ever allocated", KindFloat64Histogram, true},
	{"/gc/heap/allocs:bytes", "bytes ever allocated", KindUint64, true},
	{"/gc/heap/allocs:objects", "objects ever allocated, those that share a block counted once", KindUint64, true},
	{"/gc/heap/frees-by-size:bytes", "how large the objects were that were ever freed", KindFloat64Histogram, true},
	{"/gc/heap/frees:bytes", "bytes ever freed", KindUint64, true},
	{"/gc/heap/frees:objects", "objects ever freed, those that share a block counted once", KindUint64, true},
	{"/gc/heap/goal:bytes", "size of the heap at the end of the next collection", KindUint64, false},
	{"/gc/heap/live:bytes", "bytes that the last collection found reachable", KindUint64, false},
	{"/gc/heap/objects:objects", "objects, live and not yet swept", KindUint64, false},
	{"/gc/heap/tiny/allocs:objects", "objects ever allocated in a block that was there", KindUint64, true},
	{"/gc/limiter/last-enabled:gc-cycle", "the last collection that took so much time that nobody had to help", KindUint64, false},
	{"/gc/pauses:seconds", "as /sched/pauses/total/gc:seconds", KindFloat64Histogram, true},
	{"/gc/scan/globals:bytes", "bytes of package variables that the last collection scanned", KindUint64, false},
	{"/gc/scan/heap:bytes", "bytes of the heap that the last collection scanned", KindUint64, false},
	{"/gc/scan/stack:bytes", "bytes of stacks that the last collection scanned", KindUint64, false},
	{"/gc/scan/total:bytes", "bytes that the last collection scanned", KindUint64, false},
	{"/gc/stack/starting-size:bytes", "first size of the stack of a goroutine in place of an ended one", KindUint64, false},
	{"/memory/classes/heap/free:bytes", "heap that is free and kept", KindUint64, false},
	{"/memory/classes/heap/objects:bytes", "heap in objects", KindUint64, false},
	{"/memory/classes/heap/released:bytes", "heap that was given back to the system", KindUint64, false},
	{"/memory/classes/heap/stacks:bytes", "stacks", KindUint64, false},
	{"/memory/classes/heap/unused:bytes", "heap in spans that is not in objects", KindUint64, false},
	{"/memory/classes/metadata/mcache/free:bytes", "memory kept for caches of Ps", KindUint64, false},
	{"/memory/classes/metadata/mcache/inuse:bytes", "caches of Ps", KindUint64, false},
	{"/memory/classes/metadata/mspan/free:bytes", "memory kept for what is known of spans", KindUint64, false},
	{"/memory/classes/metadata/mspan/inuse:bytes", "what is known of spans", KindUint64, false},
	{"/memory/classes/metadata/other:bytes", "the collector's own memory", KindUint64, false},
	{"/memory/classes/os-stacks:bytes", "stacks that the system made", KindUint64, false},
	{"/memory/classes/other:bytes", "memory that the runtime has for itself", KindUint64, false},
	{"/memory/classes/profiling/buckets:bytes", "what profiles count in", KindUint64, false},
	{"/memory/classes/total:bytes", "memory of the process", KindUint64, false},
	{"/sched/gomaxprocs:threads", "GOMAXPROCS", KindUint64, false},
	{"/sched/goroutines-created:goroutines", "goroutines ever created", KindUint64, true},
	{"/sched/goroutines/not-in-go:goroutines", "goroutines in system calls", KindUint64, false},
	{"/sched/goroutines/runnable:goroutines", "goroutines that wait for a P", KindUint64, false},
	{"/sched/goroutines/running:goroutines", "goroutines that run", KindUint64, false},
	{"/sched/goroutines/waiting:goroutines", "goroutines that wait", KindUint64, false},
	{"/sched/goroutines:goroutines", "goroutines, those of the runtime included", KindUint64, false},
	{"/sched/latencies:seconds", "how long goroutines were runnable before they ran", KindFloat64Histogram, true},
	{"/sched/pauses/stopping/gc:seconds", "how long the world took to stop for the collector", KindFloat64Histogram, true},
	{"/sched/pauses/stopping/other:seconds", "how long the world took to stop for others", KindFloat64Histogram, true},
	{"/sched/pauses/total/gc:seconds", "how long the world stood still for the collector", KindFloat64Histogram, true},
	{"/sched/pauses/total/other:seconds", "how long the world stood still for others", KindFloat64Histogram, true},
	{"/sched/threads/total:threads", "threads", KindUint64, false},
	{"/sync/mutex/wait/total:seconds", "how long goroutines waited for mutexes", KindFloat64, true},
}
