package main

import "fmt"

type Animal interface {
	Name() string
	Sound() string
}

type base struct{ name string }

func (b base) Name() string      { return b.name }
func (b *base) Rename(n string)  { b.name = n }

type Dog struct {
	base
	age int
}

func (d Dog) Sound() string { return "woof" }

type Cat struct {
	*base
	lives int8
}

func (c *Cat) Sound() string { return fmt.Sprint("meow", c.lives) }

type Matrix [2][3]int

type node struct {
	value       int
	left, right *node
}

func (n *node) insert(v int) *node {
	if n == nil {
		return &node{value: v}
	}
	if v < n.value {
		n.left = n.left.insert(v)
	} else {
		n.right = n.right.insert(v)
	}
	return n
}

func (n *node) walk(visit func(int)) {
	if n != nil {
		n.left.walk(visit)
		visit(n.value)
		n.right.walk(visit)
	}
}

type mixed struct {
	a bool
	b int16
	c string
	d float32
	e [3]uint8
	f complex64
	g any
}

func main() {
	d := Dog{base{"rex"}, 3}
	d.Rename("max")
	c := &Cat{&base{"tom"}, 9}
	for _, a := range []Animal{d, &d, c} {
		fmt.Println(a.Name(), a.Sound())
	}
	var m Matrix
	m[1][2] = 5
	n := m
	n[0][0] = 1
	fmt.Println(m, n, m == n, len(m), len(m[0]))
	var root *node
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		root = root.insert(v)
	}
	root.walk(func(v int) { fmt.Print(v, " ") })
	fmt.Println()
	x := mixed{true, -2, "c", 1.5, [3]uint8{1, 2, 255}, 1 + 2i, 7}
	y := x
	fmt.Println(x == y, x)
	y.e[1]++
	y.g = "seven"
	fmt.Println(x == y, y.e, y.g, y.f)
	p := &y
	p.b *= 3
	(*p).d /= 2
	fmt.Printf("%v %+v\n", y, y)
	anon := struct {
		X, Y int
	}{1, 2}
	fmt.Printf("%v %+v %T\n", anon, anon, anon)
	arr := [...]string{2: "two", 0: "zero"}
	pa := &arr
	pa[1] = "one"
	for i, s := range pa {
		fmt.Print(i, s, " ")
	}
	fmt.Println(len(pa))
	type pair struct{ a, b any }
	fmt.Println(pair{1, "x"} == pair{1, "x"}, pair{1, 2.0} == pair{1, 2})
}
