// Package iter names functions that yield one value after another.
package iter

// Seq calls yield for each value until it returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 calls yield for each pair of values until it returns false.
type Seq2[K, V any] func(yield func(K, V) bool)

// Pull returns a function that asks seq for the next value, and one that ends it. seq runs in a goroutine of its own.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	pairs := func(yield func(V, struct{}) bool) {
		seq(func(v V) bool { return yield(v, struct{}{}) })
	}
	next2, stop := Pull2(pairs)
	return func() (V, bool) {
		v, _, ok := next2()
		return v, ok
	}, stop
}

// Pull2 is Pull for pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := &pull[K, V]{resume: make(chan bool), yielded: make(chan bool)}
	return func() (K, V, bool) { return p.next(seq) }, p.stop
}

// pull is a conversation between the asking goroutine and the one in which the sequence runs.
type pull[K, V any] struct {
	resume  chan bool // go on, or stop
	yielded chan bool // a value is there, or the sequence is over
	started bool
	done    bool
	k       K
	v       V
	reason  any // what the sequence panicked with
}

func (p *pull[K, V]) next(seq Seq2[K, V]) (k K, v V, ok bool) {
	if p.done {
		return k, v, false
	}
	if p.started {
		p.resume <- true
	} else {
		p.started = true
		go p.run(seq)
	}
	ok = <-p.yielded
	p.check()
	if !ok {
		return k, v, false
	}
	return p.k, p.v, true
}

func (p *pull[K, V]) stop() {
	if p.done {
		return
	}
	p.done = true
	if p.started {
		p.resume <- false
		<-p.yielded
		p.check()
	}
}

// check passes a panic of the sequence on to who asked.
func (p *pull[K, V]) check() {
	if reason := p.reason; reason != nil {
		p.reason = nil
		panic(reason)
	}
}

func (p *pull[K, V]) run(seq Seq2[K, V]) {
	defer func() {
		p.reason = recover()
		p.done = true
		p.yielded <- false
	}()
	seq(func(k K, v V) bool {
		p.k, p.v = k, v
		p.yielded <- true
		return <-p.resume
	})
}
