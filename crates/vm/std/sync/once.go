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
	it := struct {
		f      func()
		once   Once
		valid  bool
		reason any
	}{f: f}
	return func() {
		it.once.Do(func() {
			defer func() {
				it.f, it.reason = nil, recover()
				if !it.valid {
					panic(it.reason)
				}
			}()
			it.f()
			it.valid = true
		})
		if !it.valid {
			panic(it.reason)
		}
	}
}

// OnceValue returns a function that calls f once and returns its result every time.
func OnceValue[T any](f func() T) func() T {
	it := struct {
		f      func() T
		once   Once
		valid  bool
		reason any
		result T
	}{f: f}
	return func() T {
		it.once.Do(func() {
			defer func() {
				it.f, it.reason = nil, recover()
				if !it.valid {
					panic(it.reason)
				}
			}()
			it.result = it.f()
			it.valid = true
		})
		if !it.valid {
			panic(it.reason)
		}
		return it.result
	}
}

// OnceValues is OnceValue for two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	it := struct {
		f      func() (T1, T2)
		once   Once
		valid  bool
		reason any
		first  T1
		second T2
	}{f: f}
	return func() (T1, T2) {
		it.once.Do(func() {
			defer func() {
				it.f, it.reason = nil, recover()
				if !it.valid {
					panic(it.reason)
				}
			}()
			it.first, it.second = it.f()
			it.valid = true
		})
		if !it.valid {
			panic(it.reason)
		}
		return it.first, it.second
	}
}
