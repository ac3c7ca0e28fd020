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
	v.check("store", val)
	Instant()
	v.v = val
}

// Swap sets the value and returns the one before.
func (v *Value) Swap(new any) (old any) {
	v.check("swap", new)
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
	v.check("compare and swap", new)
	Instant()
	if v.v != old {
		return false
	}
	v.v = new
	return true
}

func (v *Value) check(what string, val any) {
	if val == nil {
		panic("sync/atomic: " + what + " of nil value into Value")
	}
	if v.v != nil && refl.TypeOf(v.v) != refl.TypeOf(val) {
		panic("sync/atomic: " + what + " of inconsistently typed value into Value")
	}
}
