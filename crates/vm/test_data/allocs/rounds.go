package main

import (
	"fmt"
	"runtime"
	"time"
)

type T struct{ a [4]int }

var finalized int

//go:noinline
func known() *T {
	t := new(T)
	runtime.SetFinalizer(t, func(*T) { finalized++ })
	return t
}

func collect() {
	for range 3 {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}

// In each round the slice has the same place, of which the last one needs less: what was behind it is no more.
//
//go:noinline
func made(sizes ...int) {
	for _, n := range sizes {
		all := make([]*T, n)
		all[n-1] = known()
		if n == 1 {
			collect()
			fmt.Println(finalized, all[0].a)
		}
	}
}

func main() {
	made(4, 3, 1)
}
