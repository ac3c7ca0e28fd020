//procs:1
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

var keep []any
var bytes [][]byte
var ptrs []*[4]*int

func delta(f func()) (uint64, uint64) {
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	f()
	runtime.ReadMemStats(&b)
	return b.TotalAlloc - a.TotalAlloc, b.Mallocs - a.Mallocs
}

func main() {
	debug.SetGCPercent(-1)
	bytes = make([][]byte, 0, 100000)
	for _, n := range []int{17, 24, 33, 48, 65, 100, 129, 200, 300, 500, 513, 1000, 1025, 2000, 3000, 5000, 9000, 20000, 32768, 32769, 100000} {
		size, count := delta(func() {
			for range 50 {
				bytes = append(bytes, make([]byte, n))
			}
		})
		fmt.Println(n, size/50, count)
	}
	ptrs = make([]*[4]*int, 0, 1000)
	size, count := delta(func() {
		for range 100 {
			ptrs = append(ptrs, new([4]*int))
		}
	})
	fmt.Println("pointers", size/100, count)
	size, count = delta(func() {
		for range 10 {
			c := make(chan int, 10)
			keep = append(keep, c)
		}
	})
	fmt.Println("channels", count)
}
