package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
)

type Shape interface {
	Area() float64
	Perimeter() float64
}

type Rect struct{ w, h float64 }

func (r Rect) Area() float64      { return r.w * r.h }
func (r Rect) Perimeter() float64 { return 2 * (r.w + r.h) }

type Circle struct{ r float64 }

func (c *Circle) Area() float64      { return 3 * c.r * c.r }
func (c *Circle) Perimeter() float64 { return 6 * c.r }

type Named struct {
	Shape
	name string
}

type Base struct{ id int32 }

func (b *Base) Set(n int32) { b.id = n }
func (b Base) Get() int32   { return b.id }

type Mid struct {
	b byte
	Base
}
type Top struct {
	*Mid
	x [3]int16
}

type Grid [3][3]int

func (g *Grid) set(i, j, v int) { g[i][j] = v }
func (g Grid) sum() (s int) {
	for _, row := range g {
		for _, v := range row {
			s += v
		}
	}
	return
}

type MyErr struct{ code int }

func (e *MyErr) Error() string { return fmt.Sprintf("code %d", e.code) }

func fail(n int) error {
	if n == 0 {
		return nil
	}
	return fmt.Errorf("wrapped: %w", &MyErr{n})
}

func divmod(a, b int) (q, r int, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("caught: %v", e)
		}
	}()
	q = a / b
	r = a % b
	return
}

func deferOrder() {
	for i := 0; i < 3; i++ {
		defer fmt.Println("deferred", i)
	}
	fmt.Println("body")
}

func variadic(pre string, xs ...int) string {
	var sb strings.Builder
	sb.WriteString(pre)
	for _, x := range xs {
		fmt.Fprintf(&sb, " %d", x)
	}
	return sb.String()
}

type Tree struct {
	l, r *Tree
	v    int
}

func (t *Tree) insert(v int) *Tree {
	if t == nil {
		return &Tree{v: v}
	}
	if v < t.v {
		t.l = t.l.insert(v)
	} else {
		t.r = t.r.insert(v)
	}
	return t
}
func (t *Tree) walk(f func(int)) {
	if t != nil {
		t.l.walk(f)
		f(t.v)
		t.r.walk(f)
	}
}

const (
	A = iota
	B
	C
	_
	E
)

type Weekday int

const (
	Sunday Weekday = iota
	Monday
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon"}[d] }

var global = compute()
var table = map[string][]int{"a": {1, 2}, "b": {3}}

func compute() int { return len(table) + 40 }

func init() { fmt.Println("init", global) }
func init() { fmt.Println("init2") }

type small struct {
	a int8
	b int32
	c float32
	d bool
	e uint16
}

func main() {
	shapes := []Shape{Rect{2, 3}, &Circle{1}, Named{Rect{1, 1}, "unit"}}
	for _, s := range shapes {
		fmt.Println(s.Area(), s.Perimeter())
	}
	t := Top{Mid: &Mid{b: 7}}
	t.Set(42)
	t.x[1] = -5
	i := 2
	t.x[i] = 9
	fmt.Println(t.Get(), t.b, t.x, t.Mid.id)
	f := t.Get
	g := t.Set
	g(7)
	fmt.Println(f(), t.Get(), Base.Get(t.Base), (*Base).Get(&t.Base))
	var gr Grid
	for i := range 3 {
		for j := range 3 {
			gr.set(i, j, i*j)
		}
	}
	gr[1][2]++
	k := 1
	gr[k][k+1] *= 10
	fmt.Println(gr, gr.sum())
	err := fail(3)
	var me *MyErr
	fmt.Println(err, errors.As(err, &me), me.code, fail(0) == nil)
	fmt.Println(divmod(7, 2))
	fmt.Println(divmod(7, 0))
	deferOrder()
	fmt.Println(variadic("v"), variadic("v", 1, 2), variadic("v", []int{3, 4}...))
	var root *Tree
	for _, v := range []int{5, 2, 8, 1, 9} {
		root = root.insert(v)
	}
	root.walk(func(v int) { fmt.Print(v, " ") })
	fmt.Println(A, B, C, E, Monday, Sunday)
	fmt.Printf("%v %d %T\n", Monday, Monday, Monday)
	s := small{-1, -2, 1.5, true, 65535}
	s.a -= 127
	s.a--
	s.e++
	s.c /= 3
	s2 := s
	s2.d = !s2.d
	fmt.Println(s, s2, s == s2, s == small{127, -2, 0.5, true, 0})
	m := map[string]small{"x": s}
	fmt.Println(m["x"].b, m["y"].b, len(m))
	m2 := map[[2]int]string{{1, 2}: "a", {3, 4}: "b"}
	delete(m2, [2]int{1, 2})
	v, ok := m2[[2]int{3, 4}]
	fmt.Println(v, ok, len(m2))
	keys := []string{}
	for k := range table {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys)
	for i, r := range "héllo, 世界" {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println()
	var x interface{} = 3.5
	switch y := x.(type) {
	case int, string:
		fmt.Println("int or string", y)
	case float64:
		fmt.Println("float", y*2)
	}
	switch z := 5; {
	case z > 3:
		fmt.Println("big")
		fallthrough
	case z > 10:
		fmt.Println("fell")
	default:
		fmt.Println("no")
	}
	c := complex(1, 2)
	c *= c
	fmt.Println(c, real(c), imag(c), c == -3+4i)
	var c64 complex64 = 1.5i
	arr := [2]complex64{c64, 2}
	arr[0] += 1
	fmt.Println(arr, -c64)
	u := uint8(200)
	u += 100
	var sh uint = 70
	fmt.Println(u, 1<<sh>>sh, int32(-8)>>1, uint32(1)<<31, ^u, -7/2, -7%3, 7&^5)
	fs := make([]func() int, 3)
	for i := 0; i < 3; i++ {
		fs[i] = func() int { i *= 10; return i }
	}
	fmt.Println(fs[0](), fs[1](), fs[2](), fs[1]())
	a := [...]int{5: 1, 2, 1: 7}
	sl := a[1:4:5]
	sl = append(sl, 100)
	sl = append(sl, 200)
	sl[0] = -1
	fmt.Println(a, sl, len(sl), cap(a[2:]))
	copy(a[:], a[1:])
	fmt.Println(a, min(3, 1, 2), max(2.5, 1), min("b", "a"))
	clear(m2)
	clear(sl)
	fmt.Println(len(m2), sl)
	p := &a[2]
	*p = 77
	pp := &p
	**pp += 1
	fmt.Println(a[2])
	bs := []byte("abc")
	bs = append(bs, "def"...)
	fmt.Println(string(bs), []rune("世"), string([]rune{19990}))
	if len(os.Args) > 5 {
		return
	}
	lbl := 0
outer:
	for {
		for {
			lbl++
			if lbl > 3 {
				break outer
			}
			continue outer
		}
	}
	fmt.Println(lbl)
	func() {
		defer func() {
			r := recover()
			fmt.Println(r)
			var re interface{ RuntimeError() }
			_, ok := r.(interface{ RuntimeError() })
			_ = re
			fmt.Println(ok)
		}()
		var np *Rect
		fmt.Println(np.w)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var idx = 10
		fmt.Println(a[idx])
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var s Shape
		s.Area()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(x.(string))
	}()
	var e1, e2 interface{} = Rect{1, 2}, Rect{1, 2}
	fmt.Println(e1 == e2, e1 != nil, x == 3.5)
	var nilm map[string]int
	fmt.Println(nilm["q"], len(nilm))
	type local struct{ a, b string }
	ls := []local{{"a", "b"}, {"c", "d"}}
	for i := range ls {
		ls[i].a += "!"
	}
	fmt.Printf("%v %+v %#v\n", ls, ls[0], ls[1])
	lp := map[string]*local{"z": {"p", "q"}}
	lp["z"].b = "changed"
	fmt.Println(*lp["z"])
	var arr2 [4]local
	for i := range arr2 {
		arr2[i].a = string(rune('a' + i))
		arr2[i] = local{arr2[i].a, arr2[i].a + arr2[i].a}
	}
	fmt.Println(arr2, arr2[2] == local{"c", "cc"})
	x1, x2 := 1, 2
	x1, x2 = x2, x1
	a[x1], x1 = x1*100, 5
	fmt.Println(x1, x2, a)
	goto end
end:
	fmt.Println("end")
}
