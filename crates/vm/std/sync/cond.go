package sync

import "unsafe"

// A Cond is where goroutines wait until another says that something has happened. L is held while that is looked at.
type Cond struct {
	noCopy  noCopy
	L       Locker
	notify  notifyList
	checker uintptr // where it is; as a number it keeps nothing alive
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
	at := uintptr(unsafe.Pointer(c))
	if c.checker == 0 {
		c.checker = at
	} else if c.checker != at {
		panic("sync.Cond is copied")
	}
}

func (c *Cond) ticket() uint32

func (c *Cond) wait(ticket uint32)

func (c *Cond) signal()

func (c *Cond) broadcast()

// notifyList shows what is in a Cond; the scheduler knows who waits.
type notifyList struct {
	wait, notify uint32
	lock         uintptr
	head, tail   unsafe.Pointer
}
