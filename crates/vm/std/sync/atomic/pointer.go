package atomic

// A Pointer is a pointer to a T that is used atomically.
type Pointer[T any] struct {
	_ [0]*T
	_ noCopy
	v *T
}

// Load returns the pointer.
func (x *Pointer[T]) Load() *T {
	Instant()
	return x.v
}

// Store sets the pointer.
func (x *Pointer[T]) Store(val *T) {
	Instant()
	x.v = val
}

// Swap sets the pointer and returns the one before.
func (x *Pointer[T]) Swap(new *T) (old *T) {
	Instant()
	old = x.v
	x.v = new
	return old
}

// CompareAndSwap sets the pointer to new if it is old.
func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	Instant()
	if x.v != old {
		return false
	}
	x.v = new
	return true
}
