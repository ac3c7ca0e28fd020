// Methods with type parameters: receivers behind aliases, fields and embedded types, types made of both lists of
// parameters, recursion over several instances, locks, iterators.
package main

import (
	"fmt"
	"sync"
)

type List[T any] struct{ items []T }

func (l *List[T]) Map[U any](f func(T) U) *List[U] {
	r := &List[U]{}
	for _, x := range l.items {
		r.items = append(r.items, f(x))
	}
	return r
}
func (l List[_]) Blank[U any](us ...U) string  { return fmt.Sprintf("%T %T %d", l, us, len(us)) }
func (l List[T]) Use[U interface{ *T }](u U) T { return *u }
func (l List[T]) Conv[U ~[]T]() U              { return U(l.items) }

type Ints = List[int]
type L2[T any] = List[T]
type W[T any] struct{ *List[T] }
type X struct{ W[string] }
type Y struct {
	Ints
	mu sync.Mutex
}

func (w W[T]) Twice[U any](f func(T) U) [][]U {
	g := w.Map[U]
	h := W[T].Map[U]
	var k func(*W[T], func(T) U) *List[U] = (*W[T]).Map
	return [][]U{g(f).items, h(w, f).items, k(&w, f).items, w.List.Map(f).items}
}

type names []string

type even struct{ n int }

// Is and its namesake call each other for finitely many lists of types.
func (e even) Is[T any](depth int) string {
	if depth == 0 {
		return fmt.Sprintf("%T", *new(T))
	}
	return odd{e.n}.Is[string, T](depth - 1)
}

type odd struct{ n int }

func (o odd) Is[A, B any](depth int) string {
	if depth == 0 {
		return fmt.Sprintf("%T,%T", *new(A), *new(B))
	}
	return even(o).Is[A](depth - 1)
}

type counter struct {
	sync.Mutex
	n map[string]int
}

func (c *counter) Do[T any](key string, f func() T) T {
	c.Lock()
	defer c.Unlock()
	c.n[key]++
	return f()
}

type node[K comparable] struct{ kids map[K]*node[K] }

func (n *node[K]) Collect[V any](f func(K, *node[K]) V) map[K]V {
	type entry struct {
		k K
		v V
	}
	var es []entry
	for k, kid := range n.kids {
		func() {
			es = append(es, entry{k, f(k, kid)})
		}()
	}
	r := map[K]V{}
	for _, e := range es {
		r[e.k] = e.v
	}
	return r
}

func (n *node[K]) Seq[V any](v V) func(func(K, V) bool) {
	return func(yield func(K, V) bool) {
		for k := range n.kids {
			if !yield(k, v) {
				return
			}
		}
	}
}

func (n node[K]) Kind[V any](x any) string {
	switch x.(type) {
	case K:
		return "K"
	case V:
		return "V"
	case map[K]V:
		return "map"
	}
	return "?"
}

type V2[T any] struct{ t T }

func main() {
	l := Ints{[]int{1, 2}}
	fmt.Println(l.Map(func(i int) string { return fmt.Sprint(i, "#") }).items, l.Blank(1.5, 2), l.Blank[error]())
	l2 := L2[string]{[]string{"q"}}
	fmt.Println(l2.Map(func(s string) int { return len(s) }).items, (*L2[string]).Map[bool](&l2, func(s string) bool { return s == "q" }).items)
	s := "deep"
	fmt.Println(l2.Use(&s), l2.Conv[names](), len(l2.Conv[[]string]()))
	x := X{W[string]{&l2}}
	fmt.Println(x.Twice(func(s string) byte { return s[0] }), X.Twice[int](x, func(s string) int { return 3 }))
	y := &Y{Ints: l}
	fmt.Println(y.Map[int](func(i int) int { return i * i }).items, (*Y).Map[int](y, func(i int) int { return -i }).items, y.Blank('x'))
	fmt.Println(even{}.Is[bool](0), even{}.Is[bool](1), even{}.Is[bool](4), even{}.Is[int](3))
	c := &counter{n: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() { c.Do("k", func() int { return i }) })
		wg.Add(1)
		go c.Do[struct{}]("g", func() struct{} { wg.Done(); return struct{}{} })
	}
	wg.Wait()
	c.Lock()
	fmt.Println(c.n)
	c.Unlock()
	n := &node[string]{map[string]*node[string]{"a": {}, "b": {map[string]*node[string]{"c": {}}}}}
	fmt.Println(n.Collect(func(k string, n *node[string]) int { return len(n.kids) }))
	fmt.Println(n.Collect(func(k string, n *node[string]) map[string]string {
		return n.Collect(func(k string, _ *node[string]) string { return k + k })
	}))
	for k, v := range n.kids["b"].Seq[*int](nil) {
		fmt.Println(k, v)
	}
	fmt.Println(n.Kind[int](1), n.Kind[int](""), n.Kind[int](map[string]int{}), n.Kind[string]("x"), n.Kind[int](nil))
	const k = 3
	var arr [k]List[int]
	arr[1].items = []int{8}
	fmt.Println(arr[1].Map[float64](func(i int) float64 { return 1 / float64(i) }).items)
	m := map[string]even{"a": {1}}
	fmt.Println(m["a"].Is[uint](0), m["zz"].Is[uint](1))
	ch := make(chan List[int], 1)
	ch <- l
	fmt.Println((<-ch).Blank[int8](), func() List[int] { return l }().Blank[int16](1))
	if f := l.Map[int]; f != nil {
		fmt.Println(f(func(i int) int { return i }).items)
	}
	a, b := l.Map[int], even{}.Is[rune]
	fmt.Println(len(a(func(i int) int { return 0 }).items), b(0))
	fs := [...]func(int) string{even{}.Is[int], even{}.Is[bool]}
	fmt.Println(fs[0](0), fs[1](1))
	type st struct{ f func(int) string }
	fmt.Println(st{even{}.Is[string]}.f(2))
	_, ok := any(l).(interface{ Blank(...int) string })
	fmt.Println(ok)
}
