//procs:1
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

var live [][]byte

func goal() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.NextGC
}

func near(got, want uint64) string {
	if got > want-want/50 && got < want+want/50 {
		return "as expected"
	}
	return fmt.Sprint(got, " not ", want)
}

func main() {
	for range 20 {
		live = append(live, make([]byte, 1<<20))
	}
	runtime.GC()
	fmt.Println(near(goal(), 40<<20))
	debug.SetGCPercent(50)
	fmt.Println(near(goal(), 30<<20))
	debug.SetGCPercent(10)
	fmt.Println(near(goal(), 22<<20))
	debug.SetGCPercent(400)
	fmt.Println(near(goal(), 100<<20))
	debug.SetMemoryLimit(64 << 20)
	fmt.Println(goal() < 64<<20, goal() > 52<<20)
	debug.SetGCPercent(-1)
	fmt.Println(goal() < 64<<20, goal() > 52<<20)
	debug.SetMemoryLimit(10 << 20)
	fmt.Println(near(goal(), 20<<20))
	debug.SetMemoryLimit(1 << 40)
	debug.SetGCPercent(100)
	live = nil
	runtime.GC()
	fmt.Println(goal())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 1000 {
		live = append(live[:0], make([]byte, 100000))
	}
	runtime.ReadMemStats(&after)
	n := after.NumGC - before.NumGC
	fmt.Println(n >= 24 && n <= 38)
	// Stacks count.
	debug.SetGCPercent(100)
	stop := make(chan int)
	for range 2000 {
		go deep(60, stop)
	}
	runtime.Gosched()
	runtime.GC()
	fmt.Println(goal() > 12<<20, goal() < 45<<20)
	close(stop)
}

func deep(n int, stop chan int) int {
	var pad [16]int
	if n == 0 {
		return <-stop
	}
	pad[n%16] = n
	return deep(n-1, stop) + pad[n%16]
}
