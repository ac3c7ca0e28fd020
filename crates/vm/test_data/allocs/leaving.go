// Everything here leaves the function that made it, in one way or another, and must be whole afterwards.

package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sort"
	"strings"
	"unsafe"
)

type T struct {
	n    int
	next *T
	f    func() int
	s    []int
	i    any
}

var global *T
var globals []*int
var globalF func() int
var globalAny any
var globalS []int
var globalStr string

func id(p *T) *T             { return p }
func second(a, b *T) *T      { return b }
func pair(a, b *T) (x, y *T) { return b, a }
func (t *T) self() *T        { return t }
func (t *T) link(o *T) *T    { t.next = o; return t }
func (t T) val() *int        { return &t.n }
func store(pp **T, p *T)     { *pp = p }
func deref(pp **T) *T        { return *pp }
func mk(n int) *T            { t := T{n: n}; return &t }
func mk2(n int) (t *T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("r %v", r)
		}
	}()
	t = &T{n: n}
	if n > 2 {
		panic("big")
	}
	return
}
func variadic(ts ...*T) *T       { return ts[len(ts)-1] }
func anyOf(xs ...any) []any      { return xs }
func slice(s []int, n int) []int { return s[:n] }
func closure(p *T) func() *T     { return func() *T { return p } }
func apply(f func() *T) *T       { return f() }

type I interface{ Get() *T }
type W struct{ t *T }

func (w W) Get() *T { return w.t }
func viaI(i I) *T   { return i.Get() }

//go:noinline
func clobber(n int) int {
	var a [300]int
	for i := range a {
		a[i] = n * i
	}
	t := &T{n: n, s: make([]int, 20)}
	for i := range t.s {
		t.s[i] = -1
	}
	s := fmt.Sprint(t.n, "x") + strings.Repeat("z", 3)
	if n == 0 {
		return a[1] + len(s)
	}
	return clobber(n-1) + a[2]
}

//go:noinline
func a1() *T { x := T{n: 1}; y := T{n: 2, next: &x}; return y.next }

//go:noinline
func a2() *T { var p *T; store(&p, &T{n: 3}); return p }

//go:noinline
func a3() *T { p := &T{n: 4}; q := &p; return deref(q) }

//go:noinline
func a4() []int { a := [4]int{1, 2, 3, 4}; return a[1:3] }

//go:noinline
func a5() []int { s := []int{1, 2, 3}; t := slice(s, 2); return t }

//go:noinline
func a6() func() int { x := 5; f := func() int { x++; return x }; g := f; return g }

//go:noinline
func a7() any { x := [3]int{1, 2, 3}; var i any = x; j := i; return j }

//go:noinline
func a8() *T { return variadic(&T{n: 1}, &T{n: 9}) }

//go:noinline
func a9() []any { x := "abc"; return anyOf(x, 5, x+"d") }

//go:noinline
func a10() (r *T) {
	defer func() { r = r.next }()
	r = &T{n: 1, next: &T{n: 10}}
	return r
}

//go:noinline
func a11() *T { t := T{n: 11}; return apply(func() *T { return &t }) }

//go:noinline
func a12() *T { t := &T{n: 12}; return closure(t)() }

//go:noinline
func a13() *T { return viaI(W{&T{n: 13}}) }

//go:noinline
func a14() map[string]*T { m := map[string]*T{}; m["a"] = &T{n: 14}; return m }

//go:noinline
func a15() chan *T { c := make(chan *T, 1); c <- &T{n: 15}; return c }

//go:noinline
func a16() []*T {
	var out []*T
	for i := 0; i < 3; i++ {
		t := T{n: i}
		out = append(out, &t)
	}
	return out
}

//go:noinline
func a17() *T {
	var head *T
	for i := range 4 {
		head = &T{n: i, next: head}
	}
	return head
}

//go:noinline
func a18() *T {
	var last *T
	i := 0
again:
	t := &T{n: i, next: last}
	last = t
	i++
	if i < 4 {
		goto again
	}
	return last
}

//go:noinline
func a19() string { b := []byte("hello"); s := string(b); t := s[1:]; return t }

//go:noinline
func a20() string { x := "a"; y := x + "b"; z := y + ""; return z }

//go:noinline
func a21() error { e := errors.New("e21"); return fmt.Errorf("w %w", e) }

//go:noinline
func a22() **T { p := &T{n: 22}; return &p }

//go:noinline
func a23() struct{ p *int } { x := 23; return struct{ p *int }{&x} }

//go:noinline
func a24() [2]*int { x, y := 1, 2; return [2]*int{&x, &y} }

//go:noinline
func a25() *int { t := T{n: 25}; return &t.n }

//go:noinline
func a26() *int { a := [3]int{1, 26, 3}; i := 1; return &a[i] }

//go:noinline
func a27() *T { x, _ := pair(&T{n: 1}, &T{n: 27}); return x }

//go:noinline
func a28() *T { return (&T{n: 28}).link(&T{n: 29}).next }

//go:noinline
func a29() *T {
	t, err := mk2(2)
	if err != nil {
		return nil
	}
	return t
}

//go:noinline
func a30() string { _, err := mk2(5); return err.Error() }

//go:noinline
func a31() *int { t := T{n: 31}; return t.val() }

//go:noinline
func a32() (p *int) { func() { x := 32; p = &x }(); return }

//go:noinline
func a33() func() *T { t := mk(33); return t.self }

//go:noinline
func a34() *T {
	fs := []func() *T{}
	for i := range 3 {
		fs = append(fs, func() *T { return &T{n: i} })
	}
	return fs[2]()
}

//go:noinline
func a35() *int {
	a := [2]int{35, 36}
	p := (*int)(unsafe.Pointer(uintptr(unsafe.Pointer(&a[0])) + 8))
	return p
}

//go:noinline
func a36() any {
	switch x := any(T{n: 36}).(type) {
	case T:
		return &x
	}
	return nil
}

//go:noinline
func a37() *T {
	var t T
	func() {
		defer func() { recover(); t.next = &T{n: 37} }()
		panic(1)
	}()
	return t.next
}

//go:noinline
func a38() (out *int) {
	seq := func(yield func(*int) bool) {
		x := 38
		yield(&x)
	}
	for p := range seq {
		out = p
	}
	return
}

//go:noinline
func a39() []int {
	s := make([]int, 0, 4)
	s = append(s, 1, 2)
	t := append(s, 3)
	return t
}

//go:noinline
func a40() [][]int {
	rows := make([][]int, 2)
	for i := range rows {
		rows[i] = make([]int, 2)
		rows[i][0] = i
	}
	return rows
}

//go:noinline
func a41() *T { t := &T{}; t.f = func() int { return t.n }; t.n = 41; globalF = t.f; return t }

//go:noinline
func a42() *T { var i any = &T{n: 42}; return i.(*T) }

//go:noinline
func a43() (*T, bool) { m := map[int]*T{1: {n: 43}}; t, ok := m[1]; return t, ok }

//go:noinline
func a44() *T { c := make(chan *T, 1); go func() { c <- &T{n: 44} }(); return <-c }

//go:noinline
func a45() *T { p := new(*T); *p = &T{n: 45}; return *p }

//go:noinline
func a46() []byte {
	var b strings.Builder
	b.WriteString("forty")
	b.WriteByte('6')
	return []byte(b.String())
}

//go:noinline
func a47() *T { x := &T{n: 47}; y := &T{next: x}; *y = T{next: y.next}; return y.next }

//go:noinline
func a48() *T { var arr [2]T; arr[1].next = &T{n: 48}; s := arr[:]; return s[1].next }

//go:noinline
func a49() (p *T) {
	for i := 0; i < 3; i++ {
		if i == 1 {
			t := T{n: 49}
			p = &t
			continue
		}
	}
	return
}

//go:noinline
func a50() (ps []*int) {
	for i, j := 0, 10; i < 3; i, j = i+1, j-1 {
		ps = append(ps, &i, &j)
	}
	return
}

type G[E any] struct{ items []E }

func (g *G[E]) add(e E) *G[E] { g.items = append(g.items, e); return g }
func gmk[E any](e E) *G[E]    { return (&G[E]{}).add(e) }
func gptr[E any](e E) *E      { return &e }

//go:noinline
func a51() *G[*T] { return gmk(&T{n: 51}).add(&T{n: 52}) }

//go:noinline
func a52() *T { return *gptr(gptr(T{n: 52})) }

//go:noinline
func a53() []string { s := strings.Split("a,b,c", ","); sort.Strings(s); return s }

//go:noinline
func a54() string { p := []string{"x" + os.Args[0][:0], "y"}; return strings.Join(p, "-") }

//go:noinline
func a55() (s string) {
	for i := 0; i < 5; i++ {
		s = s + string(rune('a'+i))
	}
	return
}

//go:noinline
func a56() string { s := "p"; t := s + "q"; f := func() string { return t + "" }; return f() }

//go:noinline
func a57() any { s := "p"; return s + "q" }

//go:noinline
func a58() (r []rune) {
	s := "héllo"
	for _, c := range []rune(s) {
		r = append(r, c)
	}
	return
}

//go:noinline
func a59() []rune { return []rune("wörld")[1:] }

//go:noinline
func a60() *T { ts := []T{{n: 1}, {n: 60}}; return &ts[1] }

func show(xs ...any) {
	clobber(12)
	runtime.GC()
	clobber(7)
	fmt.Println(xs...)
}

func main() {
	show("1", a1().n, a2().n, a3().n)
	s4, s5 := a4(), a5()
	show("4", s4, s5)
	f6 := a6()
	clobber(5)
	show("6", f6(), f6())
	x7, x9 := a7(), a9()
	show("7", x7, x9)
	t8, t10, t11, t12, t13 := a8(), a10(), a11(), a12(), a13()
	show("8", t8.n, t10.n, t11.n, t12.n, t13.n)
	m14, c15, l16, t17, t18 := a14(), a15(), a16(), a17(), a18()
	show("14", m14["a"].n)
	show("15", (<-c15).n)
	for _, t := range l16 {
		show("16", t.n)
	}
	for t := t17; t != nil; t = t.next {
		show("17", t.n)
	}
	for t := t18; t != nil; t = t.next {
		show("18", t.n)
	}
	s19, s20, e21, p22, q23, r24, p25, p26 := a19(), a20(), a21(), a22(), a23(), a24(), a25(), a26()
	show("19", s19, s20, e21)
	show("22", (*p22).n, *q23.p, *r24[0], *r24[1], *p25, *p26)
	t27, t28, t29, s30, p31, p32, f33, t34, p35, x36 := a27(), a28(), a29(), a30(), a31(), a32(), a33(), a34(), a35(), a36()
	show("27", t27.n, t28.n, t29.n, s30, *p31, *p32)
	show("33", f33().n, t34.n, *p35, x36.(*T).n)
	t37, p38, s39, s40, t41, t42 := a37(), a38(), a39(), a40(), a41(), a42()
	show("37", t37.n, *p38, s39, s40, t41.f(), globalF(), t42.n)
	t43, _ := a43()
	t44, t45, b46, t47, t48, t49, l50 := a44(), a45(), a46(), a47(), a48(), a49(), a50()
	show("43", t43.n, t44.n, t45.n, string(b46), t47.n, t48.n, t49.n)
	for _, p := range l50 {
		show("50", *p)
	}
	g51, t52, s53, s54, s55, s56, x57, r58, r59, t60 := a51(), a52(), a53(), a54(), a55(), a56(), a57(), a58(), a59(), a60()
	show("51", g51.items[0].n, g51.items[1].n, t52.n, s53, s54, s55, s56, x57, string(r58), string(r59), t60.n)
}
