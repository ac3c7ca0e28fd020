// Package iter names functions that yield one value after another.
package iter

import "runtime"

// Seq calls yield for each value until it returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 calls yield for each pair of values until it returns false.
type Seq2[K, V any] func(yield func(K, V) bool)

// coro is two goroutines, one of which runs while the other waits here.
type coro struct {
	waits uint64
	f     func(*coro)
	_     [2]uint64 // what Go knows of tied threads
}

// start makes a goroutine for c.f that waits. When that function is over, who waits at c goes on.
func start(c *coro)

// coroswitch waits at c while the one who waited there goes on.
func coroswitch(c *coro)

// exited stands for what a sequence panicked with that called runtime.Goexit.
var exited any = new(int)

// Pull returns a function that asks seq for the next value, and one that ends it. seq runs in a goroutine of its own.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	var p struct {
		v                       V
		ok, done, asked, isOver bool
		_                       int // for the race detector
		reason                  any
	}
	c := &coro{f: func(c *coro) {
		if p.done {
			return
		}
		yield := func(v V) bool {
			if p.done {
				return false
			}
			if !p.asked {
				panic("iter.Pull: yield called again before next")
			}
			p.asked = false
			p.v, p.ok = v, true
			coroswitch(c)
			return !p.done
		}
		defer func() {
			p.reason = recover()
			if p.reason == nil && !p.isOver {
				p.reason = exited
			}
			p.done = true
		}()
		seq(yield)
		var none V
		p.v, p.ok = none, false
		p.isOver = true
	}}
	start(c)
	next = func() (v V, ok bool) {
		if p.done {
			return
		}
		if p.asked {
			panic("iter.Pull: next called again before yield")
		}
		p.asked = true
		coroswitch(c)
		if p.reason == exited {
			runtime.Goexit()
		} else if p.reason != nil {
			panic(p.reason)
		}
		return p.v, p.ok
	}
	stop = func() {
		if p.done {
			return
		}
		p.done = true
		coroswitch(c)
		if p.reason == exited {
			runtime.Goexit()
		} else if p.reason != nil {
			panic(p.reason)
		}
	}
	return next, stop
}

// Pull2 is Pull for pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	var p struct {
		k                       K
		v                       V
		ok, done, asked, isOver bool
		_                       int // for the race detector
		reason                  any
	}
	c := &coro{f: func(c *coro) {
		if p.done {
			return
		}
		yield := func(k K, v V) bool {
			if p.done {
				return false
			}
			if !p.asked {
				panic("iter.Pull2: yield called again before next")
			}
			p.asked = false
			p.k, p.v, p.ok = k, v, true
			coroswitch(c)
			return !p.done
		}
		defer func() {
			p.reason = recover()
			if p.reason == nil && !p.isOver {
				p.reason = exited
			}
			p.done = true
		}()
		seq(yield)
		var noKey K
		var none V
		p.k, p.v, p.ok = noKey, none, false
		p.isOver = true
	}}
	start(c)
	next = func() (k K, v V, ok bool) {
		if p.done {
			return
		}
		if p.asked {
			panic("iter.Pull2: next called again before yield")
		}
		p.asked = true
		coroswitch(c)
		if p.reason == exited {
			runtime.Goexit()
		} else if p.reason != nil {
			panic(p.reason)
		}
		return p.k, p.v, p.ok
	}
	stop = func() {
		if p.done {
			return
		}
		p.done = true
		coroswitch(c)
		if p.reason == exited {
			runtime.Goexit()
		} else if p.reason != nil {
			panic(p.reason)
		}
	}
	return next, stop
}
