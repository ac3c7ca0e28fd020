//procs:1
package main

import (
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The goal in gigabytes: without GOGC, what the limit leaves, which is the largest number when nobody sets one.
func show() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	s := []metrics.Sample{{Name: "/gc/heap/goal:bytes"}}
	metrics.Read(s)
	fmt.Println(m.NextGC>>30, s[0].Value.Uint64()>>30, m.NextGC < math.MaxInt64)
}

func main() {
	show()
	debug.SetGCPercent(-1)
	show()
	runtime.GC()
	show()
	debug.SetMemoryLimit(8 << 30)
	show()
	debug.SetGCPercent(100)
	show()
}
