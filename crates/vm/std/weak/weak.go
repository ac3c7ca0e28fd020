// Package weak has pointers that keep nothing.
package weak

import "runtime"

// A Pointer is a pointer that does not keep what it points to. Two are equal if they were made from equal pointers, also
// when what those pointed to is gone.
type Pointer[T any] struct {
	_ [0]*T
	u *indirection
}

// An indirection holds an address that the collector does not see, and sets it to 0 when what lies there is garbage.
type indirection struct{ ptr uintptr }

// Make returns a weak pointer to what ptr points to.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	p := Pointer[T]{u: registerWeakPointer(ptr)}
	runtime.KeepAlive(ptr)
	return p
}

// Value returns the pointer that p was made from, or nil when the collector has found that nothing else keeps it.
func (p Pointer[T]) Value() *T {
	if p.u == nil {
		return nil
	}
	return makeStrongFromWeak(p.u, (*T)(nil)).(*T)
}

func registerWeakPointer(ptr any) *indirection

func makeStrongFromWeak(u *indirection, like any) any
