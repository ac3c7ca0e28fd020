package main

import "fmt"

var x = "package"

type stack []int

func (s *stack) push(v int) { *s = append(*s, v) }
func (s *stack) pop() int {
	old := *s
	v := old[len(old)-1]
	*s = old[:len(old)-1]
	return v
}
func (s stack) top() int { return s[len(s)-1] }

type celsius float64
type temp interface{ ~float64 }

type inner struct{ a, b int }
type outer struct {
	inner
	*stack
	c int
}

func shadow() string {
	x := "local"
	{
		x := "block"
		x += "!"
		_ = x
	}
	if x := "if"; len(x) > 5 {
		return x
	}
	return x
}

func variadic(prefix string, xs ...any) int { return len(prefix) + len(xs) }

func named() (a, b int) {
	a, b = 1, 2
	defer func() { a, b = b, a }()
	return b * 10, a * 10
}

func multi(i int) (int, error) {
	if i < 0 {
		return 0, fmt.Errorf("negative %d", i)
	}
	return i * 2, nil
}

func main() {
	fmt.Println(x, shadow(), x)
	var s stack
	for i := range 4 {
		s.push(i * i)
	}
	fmt.Println(s.pop(), s.top(), len(s))
	o := outer{inner{1, 2}, &s, 3}
	o.push(77)
	o.a += 10
	fmt.Println(o.inner, o.top(), o.c, s)
	fmt.Println(variadic("ab"), variadic("ab", 1, nil, "x"), variadic("", []any{1, 2}...))
	fmt.Println(named())
	for _, i := range []int{4, -4} {
		if v, err := multi(i); err != nil {
			fmt.Println("error:", err)
		} else {
			fmt.Println("value:", v)
		}
	}
	var arr [3]func() string
	for i := range arr {
		arr[i] = func() string { return fmt.Sprint("f", i) }
	}
	fmt.Println(arr[0](), arr[2]())
	type local struct{ v int }
	ls := map[string]*local{"a": {1}, "b": {2}}
	ls["a"].v += 5
	fmt.Println(ls["a"].v, *ls["b"])
	m := [][]map[string]int{{{"k": 1}}, {}}
	m[0][0]["k"] += 2
	m[1] = append(m[1], map[string]int{"z": 26})
	fmt.Println(m)
	var f func(n int) int = func(n int) int { return n + 1 }
	g := func(h func(int) int, n int) int { return h(h(n)) }
	fmt.Println(g(f, 5))
	const (
		a = iota * 10
		b
		_
		d
	)
	fmt.Println(a, b, d)
	p, q := &o, &o.inner
	p.b, q.a = q.a, p.b
	fmt.Println(*q, p.inner == *q)
	switch y := any(o.c).(type) {
	case int:
		y++
		fmt.Println(y)
	}
	var e error
	_, isErr := any(e).(error)
	fmt.Println(e == nil, isErr)
	lbl := 0
again:
	for {
		switch {
		case lbl < 3:
			lbl++
			continue again
		default:
			break again
		}
	}
	fmt.Println(lbl)
}
