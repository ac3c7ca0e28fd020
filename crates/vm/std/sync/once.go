package sync

import "sync/atomic"

// A Once calls one function once.
type Once struct {
	_    noCopy
	done atomic.Bool
	m    Mutex
}

// Do calls f if it is the first call of Do; later calls wait until the first one has returned.
func (o *Once) Do(f func()) {
	if !o.done.Load() {
		o.doSlow(f)
	}
}

func (o *Once) doSlow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if !o.done.Load() {
		defer o.done.Store(true)
		f()
	}
}

// OnceFunc returns a function that calls f once; if f panics, every call panics with the same value.
func OnceFunc(f func()) func() {
	var (
		once   Once
		valid  bool
		reason any
	)
	return func() {
		once.Do(func() {
			defer func() {
				f, reason = nil, recover()
				if !valid {
					panic(reason)
				}
			}()
			f()
			valid = true
		})
		if !valid {
			panic(reason)
		}
	}
}

// OnceValue returns a function that calls f once and returns its result every time.
func OnceValue[T any](f func() T) func() T {
	var (
		once   Once
		valid  bool
		reason any
		result T
	)
	return func() T {
		once.Do(func() {
			defer func() {
				f, reason = nil, recover()
				if !valid {
					panic(reason)
				}
			}()
			result = f()
			valid = true
		})
		if !valid {
			panic(reason)
		}
		return result
	}
}

// OnceValues is OnceValue for two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var (
		once   Once
		valid  bool
		reason any
		first  T1
		second T2
	)
	return func() (T1, T2) {
		once.Do(func() {
			defer func() {
				f, reason = nil, recover()
				if !valid {
					panic(reason)
				}
			}()
			first, second = f()
			valid = true
		})
		if !valid {
			panic(reason)
		}
		return first, second
	}
}
