package main

import (
	"fmt"
	"math/bits"
	"runtime"
)

type (
	tenth  [100]byte
	one    [1024]byte
	eight  [8192]byte
	eighty [81920]byte
)

//go:noinline
func fill(b []byte, n int) byte {
	for i := range b {
		b[i] = byte(n)
	}
	return b[len(b)/2]
}

//go:noinline
func tenths(n int, then func()) int {
	var a tenth
	if n == 0 {
		then()
		return 0
	}
	fill(a[:], n)
	return tenths(n-1, then) + int(a[n%len(a)])
}

//go:noinline
func ones(n int, then func()) int {
	var a one
	if n == 0 {
		then()
		return 0
	}
	fill(a[:], n)
	return ones(n-1, then) + int(a[n%len(a)])
}

//go:noinline
func eights(n int, then func()) int {
	var a eight
	if n == 0 {
		then()
		return 0
	}
	fill(a[:], n)
	return eights(n-1, then) + int(a[n%len(a)])
}

//go:noinline
func eighties(n int, then func()) int {
	var a eighty
	if n == 0 {
		then()
		return 0
	}
	fill(a[:], n)
	return eighties(n-1, then) + int(a[n%len(a)])
}

// stack prints how large a stack is on which f calls itself n times: bytes of all stacks together are more by as much,
// to the power of two.
func stack(name string, n int, f func(int, func()) int) {
	done := make(chan uint64)
	go func() {
		var before, within runtime.MemStats
		runtime.GC() // those of the goroutines before are no more
		runtime.ReadMemStats(&before)
		f(n, func() { runtime.ReadMemStats(&within) })
		done <- within.StackInuse - before.StackInuse
	}()
	fmt.Println(name, n, 1<<(bits.Len64(<-done+1<<16)-1)>>10, "KB")
}

func main() {
	stack("tenths of a KB", 5000, tenths)
	stack("kilobytes", 300, ones)
	stack("kilobytes", 3000, ones)
	stack("eight kilobytes", 100, eights)
	stack("eight kilobytes", 600, eights)
	stack("eighty kilobytes", 50, eighties)
}
