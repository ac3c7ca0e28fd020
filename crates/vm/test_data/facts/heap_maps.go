//procs:1

// What maps take as they grow. Hashes have a seed: numbers of entries are such that it does not matter.
package main

import (
	"fmt"
	"runtime"
)

type big [17]uint64
type odd struct {
	a uint8
	b uint32
}

var sink any
var ms, ms2 runtime.MemStats

func measure(name string, n int, f func(n int) any) {
	runtime.GC()
	runtime.ReadMemStats(&ms)
	sink = f(n)
	runtime.ReadMemStats(&ms2)
	fmt.Println(name, n, ms2.Mallocs-ms.Mallocs, ms2.TotalAlloc-ms.TotalAlloc)
	sink = nil
}

func fill[K comparable, V any](key func(int) K, v V) func(n int) any {
	return func(n int) any {
		m := map[K]V{}
		for i := range n {
			m[key(i)] = v
		}
		return m
	}
}
func hint[K comparable, V any](key func(int) K, v V) func(n int) any {
	return func(n int) any {
		m := make(map[K]V, n)
		for i := range n {
			m[key(i)] = v
		}
		return m
	}
}

// churned puts entries in and takes them out again, so that deleted slots are used again or make tables grow.
func churned(n int) any {
	m := map[int]int{}
	for i := range 100 * n {
		m[i] = i
		delete(m, i-n)
	}
	clear(m)
	for i := range n {
		m[i] = i
	}
	return m
}

func literal(int) any {
	return map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9}
}

var words [100001]string

func main() {
	runtime.GOMAXPROCS(1)
	for i := range words {
		words[i] = fmt.Sprint("w", i)
	}
	for _, n := range []int{0, 1, 8, 9, 14, 15, 100, 1000, 100000} {
		measure("int int", n, fill(func(i int) int { return i }, 1))
		measure("int8 bool", min(n, 200), fill(func(i int) uint8 { return uint8(i) }, true))
		measure("int struct{}", n, fill(func(i int) int { return i }, struct{}{}))
		measure("int32 int32", n, fill(func(i int) int32 { return int32(i) }, int32(1)))
		measure("string int", n, fill(func(i int) string { return words[i] }, 1))
		measure("string []int", n, fill(func(i int) string { return words[i] }, []int{}))
		measure("odd any", n, fill(func(i int) odd { return odd{uint8(i), uint32(i)} }, any(nil)))
		measure("float64 string", n, fill(func(i int) float64 { return float64(i) / 3 }, ""))
		measure("big int", n, fill(func(i int) big { return big{uint64(i)} }, 1))
		measure("int big", n, fill(func(i int) int { return i }, big{}))
		measure("any any", n, fill(func(i int) any { return words[i][:1] }, any(nil)))
		measure("hint int int", n, hint(func(i int) int { return i }, 1))
		measure("hint string *int", n, hint(func(i int) string { return words[i] }, (*int)(nil)))
	}
	for _, n := range []int{0, 1, 7} {
		measure("churned", n, churned)
	}
	measure("literal", 9, literal)
}
