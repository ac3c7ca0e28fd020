package main

import (
	"fmt"
	"sort"
)

type Number interface {
	~int | ~int64 | ~float64
}

type List[T any] struct {
	head *node[T]
	size int
}

type node[T any] struct {
	value T
	next  *node[T]
}

func (l *List[T]) Push(v T) { l.head = &node[T]{v, l.head}; l.size++ }
func (l List[T]) Each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.value)
	}
}

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func Map[T, U any](s []T, f func(T) U) []U {
	var r []U
	for _, v := range s {
		r = append(r, f(v))
	}
	return r
}

func Sum[N Number](ns ...N) N {
	var s N
	for _, n := range ns {
		s += n
	}
	return s
}

func Max[T Ordered](a, b T) T {
	if a > b {
		return a
	}
	return b
}

func Keys[M ~map[K]V, K comparable, V any](m M) []K {
	return nil
}

type Tree[T interface{ Less(T) bool }] struct{ left, right *Tree[T] }

type Stringish interface{ ~string }

type Ordered interface{ ~int | ~float64 | ~string }

type MyInt int
type MyStr string

func bad[T any](a, b T) bool { return a == b }
func bad2[T any](a T) int    { return a + 1 }
func bad3[T Number](a T) string {
	return a
}
func bad4[T any](x T) { x.Foo() }
func bad5[T any]() { var x T = nil; _ = x }
func bad6[T fmt.Stringer](x T) { x.String(1); x.Nope() }
func bad7[T ~[]E, E any](x T) { x[0] = 1; _ = len(x); _ = cap(x) }
func bad8[T any](x T) {
	switch x.(type) {
	}
	switch any(x).(type) {
	case int:
	case T:
	}
}

func main() {
	var l List[int]
	l.Push("a")
	l.Push(1)
	l.Each(func(s string) {})
	var l2 List
	var l3 List[int, string]
	var l4 List[undefined]
	_ = l2
	p := Pair[string, int]{"a", 1}
	p.Key = 1
	q := Pair[[]int, int]{}
	r := Pair{"a", 1}
	x := Map([]int{1}, func(i int) string { return "" })
	x = 1
	_ = Map([]int{1}, func(s string) string { return s })
	_ = Map[int]([]int{1}, nil)
	_ = Map[int, string, bool](nil, nil)
	_ = Map
	f := Map[int, string]
	f(1, nil)
	_ = Sum(1, 2.5)
	_ = Sum(1, "a")
	_ = Sum("a")
	_ = Sum[string]("a")
	_ = Sum[MyInt](1, 2)
	_ = Sum()
	_ = Sum(MyInt(1), 2)
	_ = Sum(MyInt(1), int(2))
	_ = Max(1, 2) + "a"
	_ = Max("a", 1)
	_ = Max([]int{}, nil)
	k := Keys(map[string]int{})
	k = 1
	_ = Keys(1)
	var t Tree[int]
	var n Number
	var s Stringish = MyStr("a")
	var g func(int) int = Sum
	var h func(...int) int = Sum
	var i func(...string) string = Sum
	l.Push[int](1)
	Sum[int](1).x
	var c Ordered
	_ = sort.Ints
	_ = bad[int](1)
	var any2 any[int]
	int[string](1)
}

type Rec[T any] struct{ r Rec[T] }
type A[T any] T
type B[T any, T any] int
type C[T Undefined] int
type D[T int] struct{ x T }
