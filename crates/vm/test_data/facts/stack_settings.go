//procs:1
//env:GODEBUG=adaptivestackstart=0,gcshrinkstackoff=1

package main

import (
	"runtime"
	"runtime/metrics"
)

func deep(n int) int {
	var a [128]int
	if n == 0 {
		return len(a)
	}
	a[n%128] = n
	return deep(n-1) + a[n%128] - n
}

func start() uint64 {
	s := []metrics.Sample{{Name: "/gc/stack/starting-size:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func main() {
	done := make(chan bool)
	var before, after runtime.MemStats
	go func() {
		deep(100)
		runtime.ReadMemStats(&before)
		for range 6 {
			runtime.GC()
		}
		runtime.ReadMemStats(&after)
		done <- true
	}()
	<-done
	println(start(), after.StackInuse >= before.StackInuse)
}
