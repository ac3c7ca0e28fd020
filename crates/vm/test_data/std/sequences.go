package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

type Tree[K any, V any] struct {
	left, right *Tree[K, V]
	k           K
	v           V
}

func (t *Tree[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) { t.push(yield) }
}

func (t *Tree[K, V]) push(yield func(K, V) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.k, t.v) && t.right.push(yield)
}

func (t *Tree[K, V]) Insert(k K, v V, cmp func(a, b K) int) *Tree[K, V] {
	if t == nil {
		return &Tree[K, V]{k: k, v: v}
	}
	switch c := cmp(k, t.k); {
	case c < 0:
		t.left = t.left.Insert(k, v, cmp)
	case c > 0:
		t.right = t.right.Insert(k, v, cmp)
	default:
		t.v = v
	}
	return t
}

func Map[A, B any](s iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		for a := range s {
			if !yield(f(a)) {
				return
			}
		}
	}
}

func Take[A any](s iter.Seq[A], n int) iter.Seq[A] {
	return func(yield func(A) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for a := range s {
			if !yield(a) {
				return
			}
			if i++; i == n {
				return
			}
		}
	}
}

func Zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		nb, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := nb()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}

func fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("fib is over")
		for a, b := 0, 1; yield(a); a, b = b, a+b {
		}
	}
}

func main() {
	var t *Tree[string, int]
	for i, w := range strings.Fields("the quick brown fox jumps over the lazy dog") {
		t = t.Insert(w, i, strings.Compare)
	}
	for k, v := range t.All() {
		if k == "quick" {
			break
		}
		fmt.Print(k, "=", v, " ")
	}
	fmt.Println()
	fmt.Println(slices.Collect(Take(Map(fib(), func(i int) string { return fmt.Sprintf("<%d>", i) }), 8)))
	for a, b := range Zip(slices.Values([]string{"x", "y", "z"}), fib()) {
		fmt.Println(a, b)
	}
	m := maps.Collect(t.All())
	fmt.Println(len(m), slices.Sorted(maps.Keys(m)))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	for l := range strings.SplitSeq("a,b,c", ",") {
		fmt.Print(l)
	}
	fmt.Println(slices.Max([]int{3, 9, 2}) == 9)
}
