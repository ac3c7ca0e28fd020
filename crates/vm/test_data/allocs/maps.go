package main

import (
	"fmt"
	"runtime"
)

// count prints how many objects a hundred calls of f allocate, and how many bytes.
//
//go:noinline
func count(name string, f func()) {
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 100 {
		f()
	}
	runtime.ReadMemStats(&after)
	fmt.Println(name, (after.Mallocs-before.Mallocs)/100*100, (after.TotalAlloc-before.TotalAlloc)/100)
}

type point struct{ x, y int }

type names struct {
	all map[string]int
	max int
}

var (
	sink  map[string]int
	total int
	size  = 5
	large = 100
	words = []string{"one", "two", "one", "three"}
)

//go:noinline
func counted(words []string) int {
	seen := map[string]int{}
	for _, word := range words {
		seen[word]++
	}
	return len(seen)
}

//go:noinline
func look(m map[string]int, key string) int { return m[key] }

//go:noinline
func fill(m map[string]int, n int) {
	for i := range n {
		m[string(rune('a'+i))] = i
	}
}

//go:noinline
func made() map[string]int { return map[string]int{"a": 1} }

func inlined(n int) int {
	m := make(map[int]int)
	m[n] = n
	return len(m)
}

//go:noinline
func rounds(n int) (sum int) {
	for i := range n {
		m := map[int]int{i: i}
		m[i+1] = i
		sum += len(m)
	}
	return sum
}

//go:noinline
func kept(n int) (sum int) {
	var last map[int]int
	for i := range n {
		m := map[int]int{i: i}
		if last != nil {
			sum += last[i-1]
		}
		last = m
	}
	return sum
}

func main() {
	tests := []struct {
		name string
		f    func()
	}{
		{"counted", func() { total += counted(words) }},
		{"empty literal", func() { m := map[int]int{}; m[size] = 1; total += len(m) }},
		{"literal", func() { m := map[int]string{1: "a", 2: "b"}; total += len(m[size]) }},
		{"literal of nine", func() {
			m := map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: size}
			total += m[9]
		}},
		{"made", func() { m := make(map[int]bool); m[size] = true; total += len(m) }},
		{"made for eight", func() { m := make(map[int]bool, 8); m[size] = true; total += len(m) }},
		{"made for nine", func() { m := make(map[int]bool, 9); m[size] = true; total += len(m) }},
		{"made for a few", func() { m := make(map[int]bool, size); m[size] = true; total += len(m) }},
		{"made for many", func() { m := make(map[int]bool, large); m[size] = true; total += len(m) }},
		{"grown", func() { m := map[string]int{}; fill(m, 20); total += len(m) }},
		{"eight", func() { m := map[string]int{}; fill(m, 8); total += len(m) }},
		{"passed", func() { m := map[string]int{"a": 1}; total += look(m, "a") }},
		{"left", func() { sink = map[string]int{"a": 1} }},
		{"returned", func() { total += len(made()) }},
		{"of structs", func() { m := map[point]point{{1, 2}: {3, 4}}; total += m[point{1, 2}].x }},
		{"of large elements", func() { m := map[int][20]int{1: {}}; total += len(m) }},
		{"of slices", func() { m := map[int][]int{1: {1, 2}}; total += len(m[1]) }},
		{"in a struct", func() { n := names{all: map[string]int{"a": 1}}; total += len(n.all) + n.max }},
		{"in a pointer", func() { n := &names{all: map[string]int{"a": 1}}; total += len(n.all) + n.max }},
		{"in a map", func() { m := map[int]map[int]int{1: {}}; total += len(m[1]) }},
		{"inlined", func() { total += inlined(size) }},
		{"rounds", func() { total += rounds(5) }},
		{"kept", func() { total += kept(5) }},
		{"closure", func() {
			m := map[int]int{}
			add := func(n int) { m[n]++ }
			add(1)
			add(2)
			total += len(m)
		}},
		{"deferred", func() {
			m := map[int]int{}
			defer func() { total += len(m) }()
			m[1]++
		}},
		{"cleared", func() { m := map[int]int{1: 1}; clear(m); m[2] = 2; total += len(m) }},
		{"ranged", func() {
			m := map[int]int{1: 1, 2: 2}
			for k, v := range m {
				total += k + v
				delete(m, k)
			}
		}},
		{"goroutine", func() {
			m := map[int]int{}
			done := make(chan bool)
			go func() { m[1]++; close(done) }()
			<-done
			total += len(m)
		}},
	}
	for _, test := range tests {
		count(test.name, test.f)
	}
}
