// Generic functions and types: inference, constraints, methods, type switches on values, zero values.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"sort"
	"strings"
)

type Number interface {
	~int | ~int64 | ~float64
}

func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func Filter[S ~[]E, E any](s S, ok func(E) bool) S {
	var out S
	for _, e := range s {
		if ok(e) {
			out = append(out, e)
		}
	}
	return out
}

func Reduce[T, A any](xs []T, acc A, f func(A, T) A) A {
	for _, x := range xs {
		acc = f(acc, x)
	}
	return acc
}

func Keys[M ~map[K]V, K cmp.Ordered, V any](m M) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }
func (s *Stack[T]) Pop() (x T, err error) {
	if len(s.items) == 0 {
		return x, errors.New("empty")
	}
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, nil
}

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) String() string { return fmt.Sprintf("%v=>%v", p.Key, p.Val) }

type List[T any] struct {
	head *node[T]
	size int
}
type node[T any] struct {
	val  T
	next *node[T]
}

func (l *List[T]) Add(v T) *List[T] {
	l.head = &node[T]{v, l.head}
	l.size++
	return l
}
func (l *List[T]) All() func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.val) {
				return
			}
			i++
		}
	}
}

type Tree[T interface{ Less(T) bool }] struct {
	l, r *Tree[T]
	v    T
}

func (t *Tree[T]) Insert(v T) *Tree[T] {
	if t == nil {
		return &Tree[T]{v: v}
	}
	if v.Less(t.v) {
		t.l = t.l.Insert(v)
	} else {
		t.r = t.r.Insert(v)
	}
	return t
}
func (t *Tree[T]) Walk(f func(T)) {
	if t != nil {
		t.l.Walk(f)
		f(t.v)
		t.r.Walk(f)
	}
}

type Int int

func (a Int) Less(b Int) bool { return a < b }

func Kind[T any](v T) string {
	switch x := any(v).(type) {
	case int:
		return fmt.Sprint("int", x)
	case string:
		return "string" + x
	case fmt.Stringer:
		return "stringer " + x.String()
	case []T:
		return "slice of T"
	}
	return fmt.Sprintf("%T", v)
}

func Ptr[T any](v T) *T { return &v }

func Eq[T comparable](a, b T) bool { return a == b }

func Chan[T any](xs ...T) <-chan T {
	c := make(chan T, len(xs))
	defer close(c)
	for _, x := range xs {
		c <- x
	}
	return c
}

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T) Set[T] { s[v] = struct{}{}; return s }
func (s Set[T]) Has(v T) bool   { _, ok := s[v]; return ok }

type Opt func(*cfg)
type cfg struct{ n int }

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[Int](), Sum[Int](4, 5))
	fmt.Println(Map([]int{1, 2, 3}, func(i int) string { return strings.Repeat("x", i) }))
	type ints []int
	ev := Filter(ints{1, 2, 3, 4}, func(i int) bool { return i%2 == 0 })
	fmt.Printf("%v %T\n", ev, ev)
	fmt.Println(Reduce([]string{"a", "bb"}, 0, func(n int, s string) int { return n + len(s) }))
	fmt.Println(Keys(map[string]int{"z": 1, "a": 2}), Keys(map[float64]bool{2.5: true, -1: false}))
	var s Stack[string]
	s.Push("a")
	s.Push("b")
	fmt.Println(s.Pop())
	fmt.Println(s.Pop())
	fmt.Println(s.Pop())
	p := Pair[string, []int]{"k", []int{1}}
	fmt.Println(p, &p, []Pair[int, bool]{{1, true}})
	fmt.Printf("%T %T %v %+v\n", p, s, s, struct{ P Pair[int, int] }{Pair[int, int]{1, 2}})
	var l List[float64]
	for i, v := range l.Add(1).Add(2.5).Add(3).All() {
		fmt.Print(i, ":", v, " ")
		if i == 1 {
			break
		}
	}
	fmt.Println(l.size)
	var t *Tree[Int]
	for _, v := range []Int{5, 2, 8, 1} {
		t = t.Insert(v)
	}
	t.Walk(func(i Int) { fmt.Print(i, " ") })
	fmt.Println()
	fmt.Println(Kind(1), Kind("s"), Kind(p), Kind(2.5), Kind([]int{1}), Kind(struct{}{}), Kind[any](7), Kind[error](nil))
	fmt.Println(*Ptr(3), *Ptr("x"), Eq(1, 1), Eq("a", "b"), Eq[any](1, 1.0), Eq(Pair[int, int]{1, 2}, Pair[int, int]{1, 2}))
	for v := range Chan(1, 2, 3) {
		fmt.Print(v, " ")
	}
	fmt.Println(Set[int]{}.Add(1).Add(1).Has(1), len(Set[string]{}.Add("a")))
	f := Map[int, float64]
	fmt.Println(f([]int{1}, func(i int) float64 { return float64(i) / 2 }))
	fmt.Printf("%T %T\n", Sum[float64], (*Stack[int]).Push)
}
