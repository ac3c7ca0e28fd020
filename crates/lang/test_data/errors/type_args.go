package main

import "sync/atomic"

// A defined type with too many or too few arguments has methods, but nobody knows what it is made of.
type box[T any] struct{ value T }

func (b box[T]) get() T                   { return b.value }
func (b box[A, B]) pair() (a A, second B) { return a, 1 }
func (b *box[A, B, C]) set(C) (wrong A)   { return 1 }
func (b box) none()                       {}

var (
	long  box[int, string]
	short pair[int]
	none  box
)

type pair[K comparable, V any] struct {
	key   K
	value V
}

type holder struct{ box[int, int] }

func use(h holder, inner box[string, int]) {
	long.get()
	long.value = 1
	long.set(1)
	long.missing()
	short.key = "a"
	h.value = 1
	h.absent()
	inner.value = 1
	for range inner {
	}
	inner()
	inner[0] = 1
	_ = inner + 1
	_ = take(box[int]{})
}

func take[P any](b box[P, P]) P { return b.value }

// What an alias stands for is not known at all.
type list[P any] = []P
type table[P, Q any] = map[int]Q

var many list[int, int]
var few table[int]

func aliases() {
	_ = list[int, string]{}
	_ = table[int]{}
	many.missing()
}

var pointer atomic.Pointer[int, string]

func load() {
	*pointer.Load() = 1
}

func main() {}
