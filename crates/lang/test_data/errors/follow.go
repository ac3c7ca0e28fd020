package main

import (
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// What is given to something that is no function counts for nothing.
func noFunction() {
	for i := range 3 {
		number := 1
		number(i, missing)
	}
}

// An argument that is wrong itself is shown among too many.
func tooMany() (int, error) {
	runtime.Gosched(new([map[int]int{}]int))
	return 1, nil, new([undefined]int)
}

// Packages that share their name with one deeper down are named by their path.
func byPath(wg *sync.WaitGroup, count *atomic.Int64, err *strconv.NumError) {
	wg.Wiat()
	count.Incr()
	err.Text()
	fmt.Stringer.Foo()
	var wait time.Duration = wg
	return wait
}

func main() {}
