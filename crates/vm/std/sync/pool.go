package sync

import "sync/atomic"

// A Pool keeps values for later use.
type Pool struct {
	kept []any

	// New makes a value when none is kept.
	New func() any
}

// Put keeps x.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	atomic.Instant()
	p.kept = append(p.kept, x)
}

// Get takes a value that is kept, the one put last, or makes one.
func (p *Pool) Get() any {
	atomic.Instant()
	if n := len(p.kept); n > 0 {
		x := p.kept[n-1]
		p.kept[n-1] = nil
		p.kept = p.kept[:n-1]
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}
