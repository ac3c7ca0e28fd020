// Package unique makes equal values one.
package unique

import (
	"runtime"
	"sync"
	"weak"
)

// A Handle stands for a value: handles are equal if their values are.
type Handle[T comparable] struct{ value *T }

// Value returns the value.
func (h Handle[T]) Value() T { return *h.value }

// A key is a value with its static type, as a nil pointer.
type key struct{ t, value any }

var (
	mu     sync.Mutex
	unique = map[key]any{}
)

// Make returns the handle of value.
func Make[T comparable](value T) Handle[T] {
	mu.Lock()
	defer mu.Unlock()
	k := key{(*T)(nil), value}
	if w, ok := unique[k]; ok {
		if p := w.(weak.Pointer[T]).Value(); p != nil {
			return Handle[T]{p}
		}
	}
	p := new(T)
	*p = value
	w := weak.Make(p)
	unique[k] = w
	runtime.AddCleanup(p, forget, entry{k, w})
	return Handle[T]{p}
}

type entry struct {
	k key
	w any
}

// forget removes what nobody has a handle of, unless somebody made one anew.
func forget(e entry) {
	mu.Lock()
	defer mu.Unlock()
	if unique[e.k] == e.w {
		delete(unique, e.k)
	}
}
