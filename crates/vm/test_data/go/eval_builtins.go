// Built-in functions, slicing and type assertions keep their place among calls.
package main

import "fmt"

type box struct {
	v []int
	a any
}

func main() {
	b := &box{v: []int{1, 2, 3}, a: 1}
	set := func(n int) int { b.v = make([]int, n); b.a = n; return n }
	fmt.Println(len(b.v), set(5), len(b.v), cap(b.v[1:]))
	x, y, z := b.v[1:], set(2), b.v[:1]
	fmt.Println(len(x), y, len(z))
	p, q, r := b.a.(int), set(7), b.a.(int)
	fmt.Println(p, q, r)
	c, d, e := append(b.v, 1), set(1), append(b.v, 1)
	fmt.Println(len(c), d, len(e))
	f := func() []int { set(4); return b.v }
	fmt.Println(len(f()[1:]), len(b.v), copy(b.v, f()), max(len(b.v), set(9)), len(b.v))
	s := []int{1, 2, 3}
	s, n := s[1:], len(s)
	fmt.Println(s, n)
	i := 0
	g := func() int { i++; return i }
	s[0], s[1] = g()+len(s), g()*cap(s[1:])
	fmt.Println(s, i)
	str := "ab"
	grow := func() string { str += "c"; return str }
	fmt.Println(len(str), grow(), len(str), str[1:], grow(), str)
	var m map[string][]int
	fill := func() int { m = map[string][]int{"k": {1, 2}}; return 1 }
	fmt.Println(len(m), fill(), len(m["k"]))
}
