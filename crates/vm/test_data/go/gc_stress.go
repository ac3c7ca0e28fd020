package main

import "fmt"

type tree struct {
	l, r *tree
	data []byte
	m    map[int]*tree
}

func build(depth int) *tree {
	if depth == 0 {
		return &tree{data: make([]byte, 10)}
	}
	t := &tree{l: build(depth - 1), r: build(depth - 1)}
	t.m = map[int]*tree{depth: t.l, -depth: t.r}
	return t
}

func (t *tree) count() int {
	if t == nil {
		return 0
	}
	n := 1 + t.l.count() + t.r.count()
	for _, c := range t.m {
		if c != t.l && c != t.r {
			panic("torn")
		}
	}
	return n
}

func main() {
	keep := build(10)
	ch := make(chan *tree, 4)
	go func() {
		for i := range 20 {
			ch <- build(i % 8)
		}
		close(ch)
	}()
	total := 0
	for t := range ch {
		total += t.count()
	}
	s := ""
	for i := range 2000 {
		s += string(rune('a' + i%26))
	}
	var funcs []func() int
	for i := range 1000 {
		x := make([]int, i%50+1)
		x[0] = i
		funcs = append(funcs, func() int { return x[0] })
	}
	sum := 0
	for _, f := range funcs {
		sum += f()
	}
	var ifs []any
	for i := range 1000 {
		ifs = append(ifs, fmt.Sprint(i), i, [3]int{i})
	}
	n := 0
	for _, x := range ifs {
		switch v := x.(type) {
		case string:
			n += len(v)
		case int:
			n += v
		case [3]int:
			n -= v[0]
		}
	}
	fmt.Println(total, keep.count(), len(s), s[1990:], sum, n)
}
