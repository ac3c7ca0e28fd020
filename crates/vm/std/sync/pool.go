package sync

import "sync/atomic"

// A Pool keeps values for later use.
type Pool struct {
	private any   // what comes out first
	shared  []any // the newest at the end

	// New makes a value when none is kept.
	New func() any
}

// Put keeps x.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	atomic.Instant()
	if p.private == nil {
		p.private = x
	} else {
		p.shared = append(p.shared, x)
	}
}

// Get takes a value that is kept, or makes one.
func (p *Pool) Get() any {
	atomic.Instant()
	if x := p.private; x != nil {
		p.private = nil
		return x
	}
	if n := len(p.shared); n > 0 {
		x := p.shared[n-1]
		p.shared[n-1] = nil
		p.shared = p.shared[:n-1]
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}
