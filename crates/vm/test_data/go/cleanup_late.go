package main

import (
	"fmt"
	"runtime"
	"time"
)

type T struct{ a [4]int }

var cleaned = make(chan int, 1)

//go:noinline
func known() {
	t := new(T)
	runtime.AddCleanup(t, func(n int) { cleaned <- n }, 7)
}

// One cleanup alone, of an object that is swept long before the last one.
func main() {
	known()
	var large [300]*[1000]int
	for i := range large {
		large[i] = new([1000]int)
	}
	for range 3 {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	fmt.Println(<-cleaned, len(large[299]))
}
