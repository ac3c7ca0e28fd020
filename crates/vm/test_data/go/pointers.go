package main

import "fmt"

type list struct {
	next *list
	val  int
}

func swap(a, b *int) { *a, *b = *b, *a }

func grow(p **list, v int) { *p = &list{*p, v} }

func escape() *int {
	x := 5
	return &x
}

func main() {
	a, b := 1, 2
	swap(&a, &b)
	fmt.Println(a, b)
	var l *list
	for i := range 5 {
		grow(&l, i)
	}
	for n := l; n != nil; n = n.next {
		fmt.Print(n.val, " ")
	}
	fmt.Println()
	p, q := escape(), escape()
	*p++
	fmt.Println(*p, *q, p == q, p != nil)
	arr := [3]int{1, 2, 3}
	e := &arr[1]
	*e = 20
	s := arr[:]
	f := &s[2]
	*f += 5
	fmt.Println(arr, s)
	type st struct {
		in struct{ v int }
		p  *int
	}
	var x st
	x.p = &x.in.v
	*x.p = 8
	y := x
	*x.p = 9
	fmt.Println(x.in.v, y.in.v, *y.p)
	pp := &p
	**pp = 77
	fmt.Println(*p)
	n := new(int)
	*n -= 4
	m := new(map[string]int)
	*m = map[string]int{"k": 1}
	(*m)["k"]++
	fmt.Println(*n, *m)
	var ptrs []*int
	for i := 0; i < 3; i++ {
		ptrs = append(ptrs, &i)
	}
	for _, p := range ptrs {
		fmt.Print(*p, " ")
	}
	fmt.Println()
}
