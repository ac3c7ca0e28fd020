//procs:1
package main

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"sync"
)

func start() uint64 {
	s := []metrics.Sample{{Name: "/gc/stack/starting-size:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

//go:noinline
func down(n int) int {
	var pad [128]int
	if n == 0 {
		c := make(chan int)
		go func() { c <- 1 }()
		return <-c
	}
	pad[n%128] = n
	return down(n-1) + pad[n%128]
}

//go:noinline
func wait(n int, in chan int, out *sync.WaitGroup) int {
	var pad [128]int
	if n == 0 {
		out.Done()
		return <-in
	}
	pad[n%128] = n
	return wait(n-1, in, out) + pad[n%128]
}

func main() {
	fmt.Println(start())
	runtime.GC()
	fmt.Println(start())
	in := make(chan int)
	var wg sync.WaitGroup
	wg.Add(100)
	for range 100 {
		go wait(10, in, &wg)
	}
	wg.Wait()
	runtime.GC()
	fmt.Println(start())
	runtime.GC()
	fmt.Println(start())
	close(in)
	for range 100 {
		runtime.Gosched()
	}
	runtime.GC()
	fmt.Println(start())
}
