//procs:1
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

var samples = []metrics.Sample{
	{Name: "/gc/heap/allocs-by-size:bytes"},
	{Name: "/gc/heap/frees-by-size:bytes"},
	{Name: "/gc/heap/tiny/allocs:objects"},
	{Name: "/gc/heap/allocs:objects"},
	{Name: "/gc/heap/frees:objects"},
	{Name: "/gc/heap/objects:objects"},
}

var sizes = []float64{1500, 3000, 3200, 30000, 32768, 32769, 1 << 20}

// at returns how many objects of such sizes there were, how many fell into a block, and whether the sums agree.
func at() (counts [2][]uint64, tiny uint64, agree bool) {
	runtime.GC() // what Ps have counted for themselves is known afterwards
	metrics.Read(samples)
	agree = true
	for i := range counts {
		h := samples[i].Value.Float64Histogram()
		sum := uint64(0)
		for j, n := range h.Counts {
			sum += n
			for _, size := range sizes {
				if h.Buckets[j] <= size && size < h.Buckets[j+1] {
					counts[i] = append(counts[i], n)
				}
			}
		}
		agree = agree && sum == samples[3+i].Value.Uint64()
	}
	agree = agree && samples[3].Value.Uint64()-samples[4].Value.Uint64() == samples[5].Value.Uint64()
	return counts, samples[2].Value.Uint64(), agree
}

var keep [][]byte
var small []*int32

func main() {
	debug.SetGCPercent(-1)
	at()
	before, tiny, _ := at()
	h := samples[0].Value.Float64Histogram()
	fmt.Println(len(h.Counts), len(h.Buckets), h.Buckets[:6], h.Buckets[64:])
	for i, size := range sizes {
		for range 10 * (i + 1) {
			keep = append(keep, make([]byte, int(size)))
		}
	}
	for range 100 {
		small = append(small, new(int32))
	}
	after, now, agree := at()
	keep = nil
	freed, _, still := at()
	for i := range before[0] {
		fmt.Println(after[0][i]-before[0][i], freed[1][i]-before[1][i])
	}
	fmt.Println(now-tiny >= 75, agree, still)
}
