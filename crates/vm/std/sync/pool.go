package sync

// A Pool keeps values for later use: each P for itself, and none for longer than two collections.
type Pool struct {
	noCopy noCopy

	local      *poolLocal // the first P's
	localSize  uintptr
	victim     *poolLocal // what the last collection found here
	victimSize uintptr

	// New makes a value when none is kept.
	New func() any
}

// A poolLocal is what one P keeps.
type poolLocal struct {
	private any         // taken by that P alone
	shared  poolChain   // that P works at its head, others take from its tail
	all     []poolLocal // those of all Ps
	_       [72]byte    // for Go has each in cache lines of its own
}

// pools are those that have something. The collector moves what all have to their victims, and empties the victims of old:
// it knows how this and a Pool begin.
var pools struct{ all, old []*Pool }

// procPin returns the number of the P, and how many there are. What follows, up to the next call or loop, happens at that
// instant.
func procPin() (id, procs int)

// registerPools tells the collector where pools is.
func registerPools(at *struct{ all, old []*Pool })

// Put keeps x.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	l, _ := p.pin()
	if l.private == nil {
		l.private = x
	} else {
		l.shared.pushHead(x)
	}
}

// Get takes a value that is kept, or makes one.
func (p *Pool) Get() any {
	l, id := p.pin()
	x := l.private
	l.private = nil
	if x == nil {
		x = l.shared.popHead()
		if x == nil {
			x = p.getSlow(l, id)
		}
	}
	if x == nil && p.New != nil {
		x = p.New()
	}
	return x
}

// getSlow takes what other Ps keep, or what was there before the last collection.
func (p *Pool) getSlow(l *poolLocal, id int) any {
	all := l.all
	for i := range all {
		if x := all[(id+i+1)%len(all)].shared.popTail(); x != nil {
			return x
		}
	}
	if uintptr(id) >= p.victimSize {
		return nil
	}
	all = p.victim.all
	l = &all[id]
	if x := l.private; x != nil {
		l.private = nil
		return x
	}
	for i := range all {
		if x := all[(id+i)%len(all)].shared.popTail(); x != nil {
			return x
		}
	}
	p.victimSize = 0
	return nil
}

// pin returns what the P keeps, and its number.
func (p *Pool) pin() (*poolLocal, int) {
	if p == nil {
		panic("nil Pool")
	}
	id, procs := procPin()
	if uintptr(id) < p.localSize {
		return &p.local.all[id], id
	}
	return p.pinSlow(procs)
}

func (p *Pool) pinSlow(procs int) (*poolLocal, int) {
	local := make([]poolLocal, procs)
	for i := range local {
		local[i].all = local
	}
	registerPools(&pools)
	id, now := procPin()
	if uintptr(id) < p.localSize {
		return &p.local.all[id], id
	}
	if id >= procs {
		return p.pinSlow(now)
	}
	if p.local == nil {
		pools.all = append(pools.all, p)
	}
	p.local, p.localSize = &local[0], uintptr(procs)
	return &local[id], id
}

// A poolChain is a queue of queues, each twice as long as the one before.
type poolChain struct {
	head, tail *poolDequeue
}

type poolDequeue struct {
	head, tail uint32
	vals       []any // a ring; its length is a power of two
	next, prev *poolDequeue
}

func (c *poolChain) pushHead(x any) {
	d := c.head
	if d == nil {
		d = new(poolDequeue)
		d.vals = make([]any, 8)
		c.head, c.tail = d, d
	} else if d.head-d.tail == uint32(len(d.vals)) {
		full := d
		d = &poolDequeue{prev: full}
		d.vals = make([]any, 2*len(full.vals))
		c.head, full.next = d, d
	}
	d.vals[d.head%uint32(len(d.vals))] = x
	d.head++
}

func (c *poolChain) popHead() any {
	for d := c.head; d != nil; d = d.prev {
		if d.head != d.tail {
			d.head--
			at := &d.vals[d.head%uint32(len(d.vals))]
			x := *at
			*at = nil
			return x
		}
	}
	return nil
}

func (c *poolChain) popTail() any {
	d := c.tail
	for d != nil {
		if d.head != d.tail {
			at := &d.vals[d.tail%uint32(len(d.vals))]
			d.tail++
			x := *at
			*at = nil
			return x
		}
		if d = d.next; d != nil {
			c.tail, d.prev = d, nil
		}
	}
	return nil
}
