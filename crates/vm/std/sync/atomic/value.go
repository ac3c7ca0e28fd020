package atomic

import "internal/refl"

// A Value holds values of one type.
type Value struct{ v any }

// Load returns the value, or nil before the first Store.
func (v *Value) Load() (val any) {
	Instant()
	return v.v
}

// Store sets the value; all values must be of one type.
func (v *Value) Store(val any) {
	if val == nil {
		panic("sync/atomic: store of nil value into Value")
	}
	if v.differs(val) {
		panic("sync/atomic: store of inconsistently typed value into Value")
	}
	Instant()
	v.v = val
}

// Swap sets the value and returns the one before.
func (v *Value) Swap(new any) (old any) {
	if new == nil {
		panic("sync/atomic: swap of nil value into Value")
	}
	if v.differs(new) {
		panic("sync/atomic: swap of inconsistently typed value into Value")
	}
	Instant()
	old = v.v
	v.v = new
	return old
}

// CompareAndSwap sets the value to new if it is old.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	if old != nil && refl.TypeOf(old) != refl.TypeOf(new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	if v.differs(new) {
		panic("sync/atomic: compare and swap of inconsistently typed value into Value")
	}
	Instant()
	if v.v != old {
		return false
	}
	v.v = new
	return true
}

// differs tells whether there is a value of another type.
func (v *Value) differs(val any) bool { return v.v != nil && refl.TypeOf(v.v) != refl.TypeOf(val) }
