package main

import (
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// count prints how many objects a call of f allocates, and how many bytes.
//
//go:noinline
func count(name string, f func()) {
	const runs = 200
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		f()
	}
	runtime.ReadMemStats(&after)
	objects, bytes := (after.Mallocs-before.Mallocs)/runs, (after.TotalAlloc-before.TotalAlloc)/runs
	if bytes > 4096 {
		bytes = bytes / 4096 * 4096 // the runtime itself allocates a little for those
	}
	fmt.Println(name, objects, bytes)
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }

func (s *stack[T]) pop() T {
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x
}

type tree struct{ left, right *tree }

//go:noinline
func (t *tree) size() int {
	if t == nil {
		return 0
	}
	return 1 + t.left.size() + t.right.size()
}

//go:noinline
func grow(depth int) *tree {
	if depth == 0 {
		return nil
	}
	return &tree{grow(depth - 1), grow(depth - 1)}
}

func upTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

type guarded struct {
	mu sync.Mutex
	n  int
}

func (g *guarded) inc() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.n++
}

//go:noinline
func deep(n int, p *int) int {
	if n == 0 {
		return *p
	}
	x := *p + 1
	return deep(n-1, &x)
}

func main() {
	count("generic stack", func() { var s stack[int]; s.push(1); s.push(2); s.pop() })
	count("tree", func() { grow(4).size() })
	count("tree that stays", func() { t := tree{&tree{}, &tree{&tree{}, nil}}; t.size() })
	count("range over a function", func() {
		t := 0
		for i := range upTo(5) {
			t += i
		}
	})
	count("goroutine", func() {
		var wg sync.WaitGroup
		wg.Add(1)
		go func() { wg.Done() }()
		wg.Wait()
	})
	count("builder", func() { var b strings.Builder; b.WriteString("x"); b.WriteByte('y'); _ = b.String() })
	count("recursion with pointers", func() { n := 1; deep(10, &n) })
	count("index of", func() { slices.Index([]int{1, 2, 3}, 2) })
	count("sorted", func() { s := []int{3, 1, 2}; slices.Sort(s) })
	count("atomic", func() { var n atomic.Int64; n.Add(2) })
	count("lock", func() { var g guarded; g.inc() })
}
