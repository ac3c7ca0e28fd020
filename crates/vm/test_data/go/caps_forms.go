package main

import "fmt"

// How slices are made and appended to.

func show(name string, caps ...int) { fmt.Println(name, caps) }

func nilSlice() {
	var s []int
	var caps []int
	for i := range 9 {
		s = append(s, i)
		caps = append(caps, cap(s))
	}
	show("nil", caps...)
}

func ints() {
	var s []int
	for i := range 9 {
		s = append(s, i)
		print()
		fmt.Print(cap(s), " ")
	}
	fmt.Println("ints")
}

func bytes() {
	var s []byte
	for i := range 40 {
		s = append(s, byte(i))
		if i%7 == 0 {
			fmt.Print(cap(s), " ")
		}
	}
	fmt.Println("bytes")
}

func strings() {
	var s []string
	for range 6 {
		s = append(s, "x")
		fmt.Print(cap(s), " ")
	}
	fmt.Println("strings")
}

type pair struct{ a, b int }
type triple struct{ a, b, c int }
type wide struct{ a [5]int }
type empty struct{}

func structs() {
	var p []pair
	var t []triple
	var w []wide
	var e []empty
	for range 5 {
		p = append(p, pair{})
		t = append(t, triple{})
		w = append(w, wide{})
		e = append(e, empty{})
		fmt.Print(cap(p), " ", cap(t), " ", cap(w), " ", cap(e), " | ")
	}
	fmt.Println("structs")
}

func small() {
	var b []bool
	var h []int16
	var r []rune
	var f []float32
	var c []complex128
	var i []any
	for range 5 {
		b = append(b, true)
		h = append(h, 1)
		r = append(r, 'a')
		f = append(f, 1)
		c = append(c, 1)
		i = append(i, nil)
		fmt.Print(cap(b), " ", cap(h), " ", cap(r), " ", cap(f), " ", cap(c), " ", cap(i), " | ")
	}
	fmt.Println("small")
}

func literal() {
	s := []int{}
	t := []int{1}
	u := []int{1, 2, 3, 4, 5}
	for range 5 {
		s = append(s, 1)
		t = append(t, 1)
		u = append(u, 1)
		fmt.Print(cap(s), " ", cap(t), " ", cap(u), " | ")
	}
	fmt.Println("literal")
}

func made(n int) {
	s := make([]int, 0)
	t := make([]int, 0, n)
	u := make([]int, n)
	v := make([]int, 0, 10)
	for range 5 {
		s = append(s, 1)
		t = append(t, 1)
		u = append(u, 1)
		v = append(v, 1)
		fmt.Print(cap(s), " ", cap(t), " ", cap(u), " ", cap(v), " | ")
	}
	fmt.Println("made")
}

func several() {
	var s, t, u []int
	s = append(s, 1, 2)
	t = append(t, 1, 2, 3, 4)
	u = append(u, 1, 2, 3, 4, 5)
	fmt.Println(cap(s), cap(t), cap(u), "several")
}

func spread(xs []int) {
	var s, t []int
	s = append(s, xs...)
	t = append(t, 1)
	t = append(t, xs...)
	var b []byte
	b = append(b, "hello"...)
	fmt.Println(cap(s), cap(t), cap(b), "spread")
}

func otherVariable() {
	var s []int
	t := append(s, 1)
	u := append(t, 2)
	v := append([]int(nil), 1)
	w := append([]int{}, 1, 2, 3)
	fmt.Println(cap(t), cap(u), cap(v), cap(w), "other")
}

func copied() {
	src := []int{1, 2, 3}
	dst := append([]int(nil), src...)
	dst2 := append([]int{}, src...)
	dst3 := append(src[:1:1], 9)
	fmt.Println(cap(dst), cap(dst2), cap(dst3), "copied")
}

type list []int

func named() {
	var l list
	for i := range 6 {
		l = append(l, i)
		fmt.Print(cap(l), " ")
	}
	fmt.Println("named")
}

func pointers() {
	var s []*int
	for i := range 6 {
		s = append(s, &i)
		fmt.Print(cap(s), " ")
	}
	fmt.Println("pointers", *s[3])
}

func matrix() {
	var m [][]int
	for i := range 5 {
		var row []int
		for j := range 3 {
			row = append(row, i*j)
			fmt.Print(cap(row), " ")
		}
		m = append(m, row)
		fmt.Print("(", cap(m), ") ")
	}
	fmt.Println("matrix", len(m))
}

var global []int

func globals() {
	for i := range 6 {
		global = append(global, i)
		fmt.Print(cap(global), " ")
	}
	fmt.Println("global")
}

func main() {
	nilSlice()
	ints()
	bytes()
	strings()
	structs()
	small()
	literal()
	made(3)
	several()
	spread([]int{1, 2, 3})
	otherVariable()
	copied()
	named()
	pointers()
	matrix()
	globals()
	fmt.Println(forked(1))
	fmt.Println(together(forked(2)))
	keep(forked(3))
	fmt.Println(kept, "what several results became")
	deferred := func(all ...[]int) { fmt.Println(cap(all[0]), all, "deferred") }
	defer deferred(forked(4))
}

func forked(k int) ([]int, []int) {
	var s []int
	s = append(s, k)
	t := append(s, 100)
	u := append(s, 200)
	return t, u
}

//go:noinline
func together(all ...[]int) int { return cap(all[0]) }

var kept []any

func keep(all ...any) { kept = all }
