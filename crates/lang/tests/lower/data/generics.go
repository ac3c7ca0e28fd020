package main

import "fmt"

type Number interface {
	~int | ~int64 | ~float64
}

func Sum[T Number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

func Map[T, U any](xs []T, f func(T) U) []U {
	r := make([]U, 0, len(xs))
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}

type List[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) { l.head = &node[T]{v, l.head}; l.n++ }
func (l *List[T]) All() func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.v) {
				return
			}
			i++
		}
	}
}

type Pair[K comparable, V any] struct {
	k K
	v V
}

func (p Pair[K, V]) String() string { return fmt.Sprintf("<%v=%v>", p.k, p.v) }

type Stringer interface{ String() string }

func Join[S Stringer](xs []S) string {
	r := ""
	for _, x := range xs {
		r += x.String()
	}
	return r
}

type MyInt int

func (m MyInt) String() string { return fmt.Sprint("my", int(m)) }

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T)           { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool      { _, ok := s[v]; return ok }
func Keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }

type Ptr[T any] interface {
	*T
	Set(int)
}
type thing struct{ n int }

func (t *thing) Set(n int) { t.n = n }
func Make[T any, P Ptr[T]](n int) T {
	var t T
	P(&t).Set(n)
	return t
}

func Zero[T any]() T { var z T; return z }

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2.5), Sum[MyInt](4, 5))
	fmt.Println(Map([]int{1, 2, 3}, func(i int) string { return fmt.Sprint("n", i) }))
	var l List[string]
	l.Push("a")
	l.Push("b")
	for i, v := range l.All() {
		fmt.Println(i, v)
	}
	ps := []Pair[string, int]{{"x", 1}, {"y", 2}}
	fmt.Println(ps, Join(ps), Join([]MyInt{1, 2}))
	s := Set[int]{}
	s.Add(3)
	fmt.Println(s.Has(3), s.Has(4), Keys(s), len(s))
	fmt.Println(Make[thing](5))
	fmt.Printf("%T %T %v %q\n", l, ps[0], Zero[int](), Zero[string]())
	f := Map[int, int]
	fmt.Println(f([]int{1}, func(i int) int { return i + 1 }))
}
