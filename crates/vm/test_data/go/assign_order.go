// In which order the values of an assignment are computed, as far as panics tell.
package main

import (
	"container/heap"
	"fmt"
)

type H []int

func (h H) Len() int           { return len(h) }
func (h H) Less(i, j int) bool { return h[i] < h[j] }
func (h H) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *H) Push(x any)        { *h = append(*h, x.(int)) }
func (h *H) Pop() any          { o := *h; x := o[len(o)-1]; *h = o[:len(o)-1]; return x }

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

type node struct {
	l, r *node
	v    int
}

var g []int
var gi int

func main() {
	try("pop", func() { heap.Pop(&H{}) })
	a, b := []int{1, 2}, []int{3}
	i, j, k := 5, 6, 0
	try("two", func() { a[0], b[0] = a[i], b[j] })
	try("three", func() { a[0], a[1], b[0] = a[i], b[j], a[7] })
	try("locals", func() {
		x, y := 0, 0
		x, y = a[i], b[j]
		_, _ = x, y
	})
	try("define", func() {
		x, y := a[i], b[j]
		_, _ = x, y
	})
	try("global", func() { gi, k = a[i], b[j] })
	try("blank", func() { _, _ = a[i], b[j] })
	try("blank first", func() { _, a[0] = a[i], b[j] })
	try("arr", func() {
		var arr [3]int
		n := 9
		arr[n%3], arr[1] = a[i], arr[n]
	})
	try("arr2", func() {
		var arr [3]int
		n, m := 9, 8
		arr[1], arr[2] = arr[n], arr[m]
	})
	var n1, n2 *node
	try("nodes", func() { n1.l, n2.r = n2.l, n1.r })
	n1 = &node{}
	try("nodes2", func() { n1.l, n1.r = n2.l, n1.l.r })
	try("rotate", func() { n1.l, n1.v = n1.r.l, a[i] })
	try("mixed", func() { i, a[i] = a[j], i })
	try("mixed2", func() { a[i], i = i, a[j] })
	try("swap", func() { a[0], a[1] = a[1], a[0] })
	try("loop", func() { k, g = b[9], g[:a[4]] })
	try("deref", func() { var p, q *int; *p, *q = *q, *p })
	try("deref2", func() { var p *int; q := new(int); *p, *q = *q, *p })
	fmt.Println(a, b, i, j, k)
	i, j = 0, 1
	a[i], i, a[j], j = a[j], 1, a[i], 0
	fmt.Println(a, i, j)
	i, a[i] = 1, 9
	fmt.Println(a, i)
	a[0], a[0], a[0] = 1, 2, 3
	x := []int{1, 2, 3}
	k = 0
	k, x[k] = 1, 2
	x[0], x[0] = x[1], x[0]
	fmt.Println(a, x, k)
	m := map[string]int{"a": 1, "b": 2}
	m["a"], m["b"] = m["b"], m["a"]
	fmt.Println(m)
	type pt struct{ x, y int }
	p := pt{1, 2}
	p.x, p.y = p.y, p.x
	pp := &p
	pp.x, pp.y = pp.y, pp.x+pp.y
	fmt.Println(p)
	f, h := 0, 1
	for range 10 {
		f, h = h, f+h
	}
	fmt.Println(f, h)
	var arr [3]int
	arr[0], arr[1], arr[2] = 1, arr[0]+5, arr[1]
	arr[0], arr[2] = arr[2], arr[0]
	fmt.Println(arr)
	n1 = &node{v: 1, r: &node{v: 2}}
	n1, n1.r = n1.r, n1
	fmt.Println(n1.v, n1.r == nil)
	var prev, cur *node = nil, &node{v: 1, r: &node{v: 2, r: &node{v: 3}}}
	for cur != nil {
		cur.r, prev, cur = prev, cur, cur.r
	}
	for ; prev != nil; prev = prev.r {
		fmt.Print(prev.v, " ")
	}
	fmt.Println()
}
