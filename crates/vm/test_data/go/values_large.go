// Values of more than 128 KiB are copied, passed, returned, compared and held by interfaces, maps and slices.
package main

import (
	"errors"
	"fmt"
	"slices"
)

const n = 1 << 18

type big [n]int

type grid struct {
	name  string
	cells [500][500]int32
	err   error
}

type wide struct {
	a, b big
}

func sum(b big) (s int) {
	for _, v := range b {
		s += v
	}
	b[0] = 1000
	return s
}

func fill(k int) (b big) {
	for i := range b {
		b[i] = i % k
	}
	return
}

func two() (big, error) {
	b := fill(5)
	return b, errors.New("two")
}

func (b big) at(i int) int     { return b[i] }
func (b *big) set(i, v int)    { b[i] = v }
func (g grid) trace() (s int32) {
	for i := range g.cells {
		s += g.cells[i][i]
	}
	g.cells[0][0] = -1
	return
}

type atter interface{ at(int) int }

var global big
var other = fill(9)

func deferred(b big, want int) { fmt.Println("deferred", b[1], want) }

func largest[T any](a, b T, less func(T, T) bool) T {
	if less(a, b) {
		return b
	}
	return a
}

func main() {
	a := fill(7)
	b := a
	b[3] = 100
	fmt.Println(sum(a), sum(b), a == b, a[0], len(a))
	b[3] = a[3]
	fmt.Println(a == b, a != b)

	p, q := new(big), &a
	*p = *q
	p.set(1, 50)
	fmt.Println(p.at(1), a.at(1), *p == a)

	global = *p
	other, global = global, other
	fmt.Println(other[1], global[1], global[10])

	g := grid{name: "g", cells: [500][500]int32{3: {3: 7}}}
	h := g
	h.cells[4][4] = 5
	fmt.Println(g.trace(), h.trace(), g.cells == h.cells, g == h, h.name, g.cells[0][0])
	h.cells = g.cells
	fmt.Println(g == h)
	h = grid{}
	fmt.Println(h.cells[3][3], h.name == "")

	var w wide
	w.a = fill(3)
	w.b = w.a
	w.a, w.b = w.b, fill(4)
	fmt.Println(w.a[5], w.b[5], w == wide{}, w == w)

	x, err := two()
	fmt.Println(x[4], err, fill(6)[11], fill(6).at(10))

	var i any = a
	a[2] = 77
	c := i.(big)
	c[2]++
	d, ok := i.(big)
	e, no := i.(grid)
	fmt.Println(c[2], d[2], ok, e.cells[1][1], no, i == any(d), i == any(c))
	switch v := i.(type) {
	case grid:
		fmt.Println("grid")
	case big:
		v[0] = 5
		fmt.Println("big", v[0], i.(big)[0])
	}
	var at atter = a
	a[1] = 9
	f := a.at
	a[1] = 10
	fmt.Println(at.at(1), f(1), big.at(a, 1), (*big).at(&a, 1))

	m := map[string]big{"a": a}
	m["b"] = m["none"]
	y := m["a"]
	y[1] = 11
	z, has := m["c"]
	fmt.Println(m["a"][1], m["b"][1], y[1], z[1], has, len(m))
	for _, v := range m {
		v[0] = 99
	}
	fmt.Println(m["a"][0])
	m2 := map[grid]int{g: 1}
	m2[g]++
	fmt.Println(m2[g], m2[h])

	s := []big{a, b}
	s = append(s, fill(2))
	s[0], s[1] = s[1], s[0]
	for i, v := range s {
		v[1] = -1
		fmt.Print(i, s[i][1], " ")
	}
	s = slices.Clone(s)
	clear(s[:1])
	fmt.Println(s[0][1], s[1][1], s[2][1])

	arrays := [2]big{a, b}
	for i, v := range arrays {
		arrays[1][1] = 1234
		fmt.Print(i, v[1], " ")
	}
	fmt.Println(arrays[1][1])

	inner := func() int { a[7] = 70; return a[7] + b[7] }
	fmt.Println(inner(), a[7])
	done := make(chan big2, 1)
	go func(b big) { done <- big2{&b} }(a)
	fmt.Println((<-done).b[7])
	defer deferred(a, a[1])
	a[1] = 0
	defer func() { fmt.Println(recover()) }()
	var none *big
	fmt.Println(largest(a, b, func(a, b big) bool { return a[1] < b[1] })[1])
	fmt.Println([n]int(a[:]) == a)
	a = *none
}

type big2 struct{ b *big }
