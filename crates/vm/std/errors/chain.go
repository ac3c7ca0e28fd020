package errors

import "internal/refl"

// Is reports whether err or anything it wraps, depth first, equals target or says that it is target.
func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	return is(err, target, refl.Comparable(target))
}

func is(err, target error, comparable bool) bool {
	for err != nil {
		if comparable && err == target {
			return true
		}
		if x, ok := err.(interface{ Is(error) bool }); ok && x.Is(target) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			for _, e := range x.Unwrap() {
				if is(e, target, comparable) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

// As sets *target to the first error of err's tree, depth first, that can be assigned to it, and reports whether there
// was one.
func As(err error, target any) bool {
	if err == nil {
		return false
	}
	if target == nil {
		panic("errors: target cannot be nil")
	}
	t := refl.TypeOf(target)
	if refl.Kind(t) != refl.Pointer || refl.IsNil(target) {
		panic("errors: target must be a non-nil pointer")
	}
	if elem := refl.Elem(t); refl.Kind(elem) != refl.Interface && !implementsError(elem) {
		panic("errors: *target must be interface or implement error")
	}
	return as(err, target)
}

func as(err error, target any) bool {
	for err != nil {
		if refl.SetPointee(target, err) {
			return true
		}
		if x, ok := err.(interface{ As(any) bool }); ok && x.As(target) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			for _, e := range x.Unwrap() {
				if as(e, target) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

func implementsError(t refl.Type) bool {
	_, ok := refl.Zero(t).(error)
	return ok
}

// AsType returns the first error of err's tree, depth first, that is an E, and whether there was one.
func AsType[E error](err error) (E, bool) {
	var target E
	ok := err != nil && as(err, &target)
	return target, ok
}
