// Much garbage: what is alive stays, however often the collector runs.
package main

import "fmt"

type node struct {
	l, r *node
	data [4]int
	name string
	m    map[int]*node
	f    func() int
	i    any
}

func build(d int) *node {
	if d == 0 {
		return nil
	}
	n := &node{l: build(d - 1), r: build(d - 1), name: fmt.Sprint("n", d)}
	n.data[d%4] = d
	n.m = map[int]*node{d: n.l, -d: n.r}
	n.f = func() int { return n.data[d%4] + len(n.name) }
	n.i = [2]*node{n.l, n.r}
	return n
}

func (n *node) sum() int {
	if n == nil {
		return 0
	}
	pair := n.i.([2]*node)
	if pair[0] != n.l || n.m[len(n.m)] == n && n.l != nil {
		panic("lost")
	}
	return n.f() + n.l.sum() + pair[1].sum()
}

func main() {
	keep := build(8)
	want := keep.sum()
	ch := make(chan *node, 4)
	ch <- build(3)
	var garbage [][]byte
	for i := range 300 {
		t := build(5)
		if s := t.sum(); s < 0 {
			fmt.Println(s)
		}
		garbage = append(garbage, make([]byte, 10000))
		if len(garbage) > 20 {
			garbage = garbage[10:]
		}
		if i%50 == 0 {
			ch <- build(3)
			fmt.Print((<-ch).sum(), " ")
		}
	}
	fmt.Println(keep.sum() == want, (<-ch).sum(), len(garbage))
}
