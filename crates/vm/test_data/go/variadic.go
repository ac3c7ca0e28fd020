// Variadic functions, functions as values, multiple results, recursion through types.
package main

import (
	"fmt"
	"strings"
)

type op func(float64, float64) (float64, error)
type middleware func(handler) handler
type handler func(string) string

func sum(base int, xs ...int) (n int) {
	n = base
	for i := range xs {
		n += xs[i]
		xs[i] = 0
	}
	return
}

func anys(args ...any) string { return fmt.Sprint(len(args), args == nil) }

func divmod(a, b int) (q, r int, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = e.(error)
		}
	}()
	q = a / b
	r = a % b
	return
}

func chain(ms ...middleware) middleware {
	return func(h handler) handler {
		for i := len(ms) - 1; i >= 0; i-- {
			h = ms[i](h)
		}
		return h
	}
}

func tag(t string) middleware {
	return func(next handler) handler {
		return func(s string) string { return "<" + t + ">" + next(s) + "</" + t + ">" }
	}
}

func args() (int, []int) { return 1, []int{2, 3} }
func three() (a, b, c int) {
	a, b, c = 1, 2, 3
	return c, a, b
}

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) insert(v int) *tree {
	switch {
	case t == nil:
		return &tree{nil, nil, v}
	case v < t.v:
		t.l = t.l.insert(v)
	default:
		t.r = t.r.insert(v)
	}
	return t
}

func (t *tree) String() string {
	if t == nil {
		return "()"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "(%v %d %v)", t.l, t.v, t.r)
	return b.String()
}

func main() {
	xs := []int{1, 2, 3}
	fmt.Println(sum(10), sum(10, 1), sum(10, xs...), xs)
	fmt.Println(anys(), anys(nil), anys(nil...), anys([]any{1, 2}...), anys([]any{1, 2}), anys([]int{1}))
	fmt.Println(divmod(7, 2))
	fmt.Println(divmod(7, 0))
	fmt.Println(chain(tag("a"), tag("b"))(strings.ToUpper)("x"))
	fmt.Println(args())
	fmt.Println(three())
	f := func(a, b, c int) int { return a*100 + b*10 + c }
	fmt.Println(f(three()))
	ops := map[string]op{"+": func(a, b float64) (float64, error) { return a + b, nil }, "/": func(a, b float64) (float64, error) {
		if b == 0 {
			return 0, fmt.Errorf("divide %g by zero", a)
		}
		return a / b, nil
	}}
	for _, k := range []string{"+", "/"} {
		r, err := ops[k](3, 0)
		fmt.Println(k, r, err)
	}
	var t *tree
	for _, v := range []int{3, 1, 2, 5} {
		t = t.insert(v)
	}
	fmt.Println(t)
	var rec func(n int) (int, func() int)
	rec = func(n int) (int, func() int) {
		if n == 0 {
			return 0, func() int { return 1 }
		}
		a, g := rec(n - 1)
		return a + n, func() int { return n * g() }
	}
	s, g := rec(5)
	fmt.Println(s, g())
	func(xs ...string) { fmt.Println(len(xs), strings.Join(xs, "-")) }("p", "q")
	(func() { fmt.Println("paren call") })()
	fmt.Println(func(a, b int) int { return a - b }(5, 3), func() string { return "iife" }())
}
