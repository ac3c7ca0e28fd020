package sync

// A Cond is a place where goroutines wait until another says that something has happened.
type Cond struct {
	// L is held while the condition is looked at or changed.
	L Locker

	_    [4]uint64
	self *Cond
}

// NewCond returns a Cond with locker l.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

// Wait unlocks L, waits to be woken, and locks L again.
func (c *Cond) Wait() {
	c.check()
	ticket := c.ticket()
	c.L.Unlock()
	c.wait(ticket)
	c.L.Lock()
}

// Signal wakes the goroutine that waits longest.
func (c *Cond) Signal() {
	c.check()
	c.signal()
}

// Broadcast wakes all who wait.
func (c *Cond) Broadcast() {
	c.check()
	c.broadcast()
}

func (c *Cond) check() {
	if c.self == nil {
		c.self = c
	} else if c.self != c {
		panic("sync.Cond is copied")
	}
}

func (c *Cond) ticket() uint32

func (c *Cond) wait(ticket uint32)

func (c *Cond) signal()

func (c *Cond) broadcast()
