package main

import (
	"fmt"
	"runtime"
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

type point struct{ x, y int }

type node struct {
	value int
	next  *node
}

type large [20000]byte

type tooLarge [200000]byte

var (
	sinkPoint *point
	sinkInt   *int
	sinkNode  *node
)

//go:noinline
func add(p *point) int { return p.x + p.y }

//go:noinline
func keep(p *point) { sinkPoint = p }

//go:noinline
func same(p *point) *point { return p }

//go:noinline
func set(p *int, n int) { *p = n }

func newPoint(x, y int) *point { return &point{x, y} }

//go:noinline
func makePoint(x, y int) *point { return &point{x, y} }

func (p *point) move(by int) *point {
	p.x += by
	return p
}

//go:noinline
func named() (p point) {
	q := &p
	q.x = 3
	return
}

//go:noinline
func param(n int) int {
	set(&n, n+1)
	return n
}

//go:noinline
func list(n int) int {
	var head *node
	for i := range n {
		head = &node{i, head}
	}
	return head.value
}

//go:noinline
func chain() int {
	a := &node{value: 1}
	b := &node{value: 2, next: a}
	c := &node{value: 3, next: b}
	sum := 0
	for n := c; n != nil; n = n.next {
		sum += n.value
	}
	return sum
}

func main() {
	count("address of a variable", func() { n := 1; set(&n, 2) })
	count("literal that stays", func() { add(&point{1, 2}) })
	count("literal that leaves", func() { keep(&point{1, 2}) })
	count("literal that comes back", func() { add(same(&point{1, 2})) })
	count("literal that leaves through a result", func() { sinkPoint = same(&point{1, 2}) })
	count("new that stays", func() { p := new(point); p.x = 1; add(p) })
	count("new that leaves", func() { sinkPoint = new(point) })
	count("new of a value", func() { p := new(3); set(p, 4) })
	count("constructor that is inlined", func() { add(newPoint(1, 2)) })
	count("constructor that is inlined and leaves", func() { keep(newPoint(1, 2)) })
	count("constructor that is not inlined", func() { add(makePoint(1, 2)) })
	count("constructor in a loop", func() {
		sum := 0
		for i := range 10 {
			sum += add(newPoint(i, 2))
		}
	})
	count("literal in a loop", func() {
		sum := 0
		for i := range 10 {
			p := &point{i, i}
			sum += add(p)
		}
	})
	count("literal in a loop that outlives a round", func() {
		var last *point
		for i := range 10 {
			if i%2 == 0 {
				last = &point{i, i}
			}
		}
		add(last)
	})
	count("methods in a row", func() { p := point{1, 2}; add(p.move(1).move(2)) })
	count("named result", func() { named() })
	count("parameter", func() { param(1) })
	count("list", func() { list(10) })
	count("chain", func() { chain() })
	count("large array", func() { var a large; p := &a; p[3] = 1; runtime.KeepAlive(p) })
	count("array that is too large", func() { var a tooLarge; p := &a; p[3] = 1; runtime.KeepAlive(p[5]) })
	count("literal that is too large", func() { p := new([70000]byte); p[3] = 1; runtime.KeepAlive(p[5]) })
	count("pointer to a pointer", func() { n := 1; p := &n; q := &p; set(*q, 5) })
	count("pointer in an array", func() { n := 1; a := [2]*int{&n, &n}; set(a[1], 5) })
	count("pointer that is sent", func() {
		c := make(chan *int, 1)
		n := 1
		c <- &n
		set(<-c, 2)
	})
	count("pointer to what leaves", func() { n := 1; p := &n; sinkInt = p })
	count("array in an array", func() { a := [3][3]int{}; a[1][2] = 4; i := a[1][1]; set(&i, 2) })
}
