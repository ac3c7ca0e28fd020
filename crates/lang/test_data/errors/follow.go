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

// Of parameters that share a type only the last one is variadic.
func shared(first, rest ...uint64) uint64 {
	return first + uint64(rest) + shared(1, 2, "a")
}

func apart(rest ...int, last, more int) int {
	return rest + last + more
}

// Within types Go keeps no parentheses.
func written[T any](a, b []T) {
	written([]int{}, []*(*(int)){})
	written([]int{}, []chan (<-chan (int)){})
	written([]int{}, []map[(string)](func((int), ...(string)) (error)){nil})
	_ = (*(int))(nil) + 1.5
}
