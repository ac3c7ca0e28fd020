//procs:1

// Which metrics there are, and that what the runtime tells of its memory adds up.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
)

func sum(prefix string) (total uint64) {
	var samples []metrics.Sample
	for _, it := range metrics.All() {
		if strings.HasPrefix(it.Name, prefix) && !strings.HasSuffix(it.Name, "/total:bytes") {
			samples = append(samples, metrics.Sample{Name: it.Name})
		}
	}
	metrics.Read(samples)
	for _, it := range samples {
		total += it.Value.Uint64()
	}
	return total
}

func total() uint64 {
	all := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	metrics.Read(all)
	return all[0].Value.Uint64()
}

var keep [][]byte

func main() {
	for _, it := range metrics.All() {
		if !strings.HasPrefix(it.Name, "/godebug/") {
			fmt.Println(it.Name, it.Kind, it.Cumulative)
		}
	}
	debug.SetGCPercent(-1)
	fmt.Println(sum("/memory/classes/") == total())
	fmt.Println(sum("/memory/classes/metadata/") > 1<<20)

	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for range 100 {
		keep = append(keep, make([]byte, 3000))
	}
	keep = nil
	runtime.GC()
	runtime.ReadMemStats(&after)
	m := &after
	fmt.Println(m.Sys == m.HeapSys+m.StackSys+m.MSpanSys+m.MCacheSys+m.BuckHashSys+m.GCSys+m.OtherSys)
	fmt.Println(m.HeapIdle == m.HeapSys-m.HeapInuse, m.MSpanInuse > 0, m.MSpanInuse <= m.MSpanSys)
	fmt.Println(m.MCacheInuse, m.MCacheInuse <= m.MCacheSys, m.BuckHashSys > 0)
	for i := range m.BySize {
		if size := m.BySize[i].Size; size == 0 || size == 8 || size == 3072 || size == 18432 {
			a, b := before.BySize[i], m.BySize[i]
			fmt.Println(i, size, b.Mallocs-a.Mallocs >= 100, b.Frees-a.Frees >= 100)
		}
	}
	mallocs := uint64(0)
	for _, it := range m.BySize {
		mallocs += it.Mallocs
	}
	fmt.Println(mallocs <= m.Mallocs)
}
