// Methods with type parameters: on generic and plain receivers, with type arguments written and inferred, as method
// values and method expressions, through embedding, in generic code.
package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

type List[T any] struct{ items []T }

func of[T any](items ...T) *List[T] { return &List[T]{items} }

func (l *List[T]) Map[U any](f func(T) U) *List[U] {
	mapped := &List[U]{}
	for _, item := range l.items {
		mapped.items = append(mapped.items, f(item))
	}
	return mapped
}

func (l *List[T]) Fold[A any](start A, f func(A, T) A) A {
	for _, item := range l.items {
		start = f(start, item)
	}
	return start
}

// Group has a constraint of its own, and calls another such method with a type made of both parameters.
func (l List[T]) Group[K comparable](key func(T) K) map[K][]T {
	return l.Fold(map[K][]T{}, func(groups map[K][]T, item T) map[K][]T {
		k := key(item)
		groups[k] = append(groups[k], item)
		return groups
	})
}

// Pairs declares a type in the method, which both parameters tell apart.
func (l *List[T]) Pairs[U any](others ...U) any {
	type pair struct {
		first  T
		second U
	}
	var pairs []pair
	for i, other := range others {
		pairs = append(pairs, pair{l.items[i], other})
	}
	return pairs
}

type number interface{ ~int | ~float64 }

type celsius float64

func (c celsius) Scale[N number](n N) celsius { return c * celsius(n) }

func (c *celsius) Set[N number](n N) *celsius {
	*c = celsius(n)
	return c
}

type store struct{ values map[string]any }

func (s store) Get[T any](name string) (T, error) {
	value, ok := s.values[name].(T)
	if !ok {
		return value, fmt.Errorf("%s is %T, not %T", name, s.values[name], value)
	}
	return value, nil
}

// Name has only its type parameter to tell its instances apart.
func (store) Name[T any]() string { return fmt.Sprintf("%T", *new(T)) }

func (s store) All[T any](yield func(string, T) bool) {
	names := make([]string, 0, len(s.values))
	for name := range s.values {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if value, err := s.Get[T](name); err == nil && !yield(name, value) {
			return
		}
	}
}

type inner struct {
	*List[string]
	store
}

type outer struct {
	tag string
	*inner
}

// A generic function and a generic type's plain method that use them.
func lengths[S ~string](l *List[S]) []int {
	return l.Map(func(s S) int { return len(s) }).items
}

type tree[K comparable, V any] struct {
	left, right *tree[K, V]
	key         K
	value       V
}

func (t *tree[K, V]) Walk[R any](visit func(K, V) R) []R {
	if t == nil {
		return nil
	}
	return append(append(t.left.Walk(visit), visit(t.key, t.value)), t.right.Walk[R](visit)...)
}

func (t *tree[K, V]) Keys() []K { return t.Walk(func(k K, _ V) K { return k }) }

func apply[A, B any](f func(A) B, a A) B { return f(a) }

type get[T any] interface {
	Get(string) (T, error)
}

func double(n int) int { return 2 * n }

func trace[T any](name string, value T) T {
	fmt.Print(name, " ")
	return value
}

func main() {
	ints := of(1, 2, 3)
	fmt.Println(ints.Map[string](func(i int) string { return strings.Repeat("x", i) }).items)
	fmt.Println(ints.Map(func(i int) float64 { return float64(i) / 2 }).items)
	fmt.Println(ints.Map(double).Map(double).Map[any](func(i int) any { return -i }).items)
	fmt.Println(ints.Fold("", func(s string, i int) string { return fmt.Sprint(s, i) }))
	fmt.Println(ints.Group(func(i int) bool { return i%2 == 1 }), of("a", "bc", "d").Group(func(s string) int { return len(s) }))
	fmt.Printf("%T %[1]v\n", ints.Pairs("a", "b"))
	fmt.Printf("%T %[1]v\n", of(true).Pairs('c'))

	c := celsius(1.5)
	fmt.Println(c.Scale(2), c.Scale(0.5), c.Scale[int](4), celsius.Scale[float64](c, 3))
	c.Set(7).Set[float64](8.5)
	(*celsius).Set(&c, c.Scale(2))
	fmt.Println(c)

	s := store{map[string]any{"n": 1, "s": "text", "m": 2, "e": errors.New("bad")}}
	n, err := s.Get[int]("n")
	fmt.Println(n, err)
	_, err = s.Get[bool]("n")
	fmt.Println(err)
	e, err := s.Get[error]("e")
	fmt.Println(e, err)
	fmt.Println(s.Name[int](), s.Name[string](), s.Name[[]error]())
	for name, value := range s.All[int] {
		fmt.Print(name, "=", value, " ")
	}
	fmt.Println()

	// As values.
	toString := ints.Map[string]
	var toBool func(func(int) bool) *List[bool] = ints.Map
	ints = of(9)
	fmt.Println(toString(func(i int) string { return fmt.Sprint(i, "!") }).items)
	fmt.Println(toBool(func(i int) bool { return i > 2 }).items)
	scale := celsius.Scale[int]
	var set func(*celsius, int) *celsius = (*celsius).Set
	fmt.Println(scale(2, 3), *set(&c, 4), c)
	get := s.Get[string]
	fmt.Println(get("s"))
	fmt.Println(apply(c.Scale[int], 10), apply(celsius(2).Scale, 2.5))
	names := []func() string{s.Name[int8], s.Name[uint8], store{}.Name[map[string]int]}
	for _, name := range names {
		fmt.Print(name(), " ")
	}
	fmt.Println(store.Name[bool](s), (*store).Name[any](&s))

	// Through embedding.
	o := outer{"o", &inner{of("x", "yy"), s}}
	fmt.Println(o.Map(func(s string) int { return len(s) }).items)
	fmt.Println(o.Get[string]("s"))
	text, _ := outer.Get[string](o, "s")
	fmt.Println(text, lengths(o.List), (*inner).Map[int](o.inner, func(s string) int { return -len(s) }).items)
	bound := o.Fold[int]
	o.inner = nil
	fmt.Println(bound(1, func(n int, s string) int { return n + len(s) }))

	t := &tree[string, int]{key: "b", value: 2, left: &tree[string, int]{key: "a", value: 1}}
	fmt.Println(t.Keys(), t.Walk(func(k string, v int) string { return fmt.Sprint(k, v) }))

	// They satisfy no interface.
	_, hasGet := any(s).(interface {
		Get(string) (int, error)
	})
	_, hasName := any(s).(interface{ Name() string })
	fmt.Println(hasGet, hasName)

	// Deferred, as goroutines, and in order.
	defer c.Set[int](1).Set(2)
	done := make(chan float64)
	go of(1.5).Map(func(f float64) error { done <- f; return nil })
	fmt.Println(<-done)
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var none *List[int]
		defer none.Map(func(int) int { return 0 })
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var none *inner
		f := none.Get[int]
		fmt.Println(f("n"))
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var none *celsius
		f := (*celsius).Scale[int]
		fmt.Println(f(none, 1))
	}()
	x := 1
	change := func() int { x++; return x }
	at := func() *celsius { c = celsius(x); return &c }
	fmt.Println(at().Scale[int](change()), trace("list", of(1)).Map[int](trace("func", double)).items, x)
}
