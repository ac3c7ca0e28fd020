package context

import (
	"sync"
	"sync/atomic"
	"time"
)

// WithCancel returns a context that is cancelled by the function or with its parent.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := newCancelCtx(parent)
	c.stop = func() { c.cancel(true, Canceled, nil) }
	return c, c.stop
}

// WithCancelCause is WithCancel with a function that says why.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := newCancelCtx(parent)
	c.stop = func() { c.cancel(true, Canceled, nil) }
	return c, func(cause error) { c.cancel(true, Canceled, cause) }
}

// Cause returns why c was cancelled: the cause of the first cancellation, or the error itself.
func Cause(c Context) error {
	if cc, ok := c.Value(&cancelCtxKey).(*cancelCtx); ok {
		cc.mu.Lock()
		cause := cc.cause
		cc.mu.Unlock()
		if cause != nil {
			return cause
		}
	}
	return c.Err()
}

// cancelCtxKey is the key for which a cancelCtx returns itself.
var cancelCtxKey int

// A canceler is a context that can be cancelled from above.
type canceler interface {
	cancel(removeFromParent bool, err, cause error)
	Done() <-chan struct{}
}

// cancelCtx is cancelled once, and all below it with it.
type cancelCtx struct {
	stop func() // the first word: what a viewer calls, from outside of the program
	Context

	mu       sync.Mutex
	done     chan struct{} // made when asked for
	children map[canceler]struct{}
	err      error
	cause    error
}

// closed is the channel of contexts that nobody asked for theirs before they were cancelled.
var closed = make(chan struct{})

func init() { close(closed) }

// tellNew tells the stage that c exists under parent (nil: under none), with a deadline in left ns (negative: none).
func tellNew(c, parent *cancelCtx, left time.Duration)

// tellDone tells the stage that done is the Done channel of c.
func tellDone(c *cancelCtx, done chan struct{})

// tellCancel tells the stage that c is cancelled.
func tellCancel(c *cancelCtx, deadline bool)

func newCancelCtx(parent Context) *cancelCtx {
	checkParent(parent)
	c := &cancelCtx{}
	c.propagateCancel(parent, c, -1)
	return c
}

func (c *cancelCtx) Value(key any) any {
	if key == &cancelCtxKey {
		return c
	}
	return c.Context.Value(key)
}

func (c *cancelCtx) Done() <-chan struct{} {
	if done := c.doneNow(); done != nil {
		return done
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done == nil {
		c.done = make(chan struct{})
		tellDone(c, c.done)
	}
	return c.done
}

// doneNow returns the channel if it was made already; like the error it is read without the lock.
func (c *cancelCtx) doneNow() chan struct{} {
	atomic.Instant()
	return c.done
}

func (c *cancelCtx) Err() error {
	atomic.Instant()
	err := c.err
	if err != nil {
		// Whoever sees the error finds the channel closed.
		<-c.Done()
	}
	return err
}

func (c *cancelCtx) String() string { return nameOf(c.Context) + ".WithCancel" }

// propagateCancel makes parent's cancellation cancel child, which is c or contains it and has a deadline in left
// (negative: none).
func (c *cancelCtx) propagateCancel(parent Context, child canceler, left time.Duration) {
	c.Context = parent
	done := parent.Done()
	if done == nil {
		tellNew(c, nil, left)
		return
	}
	select {
	case <-done:
		tellNew(c, ours(parent), left)
		child.cancel(false, parent.Err(), Cause(parent))
		return
	default:
	}
	p := cancelCtxOf(parent)
	tellNew(c, p, left)
	if p != nil {
		p.adopt(child)
		return
	}
	if a, ok := parent.(afterFuncer); ok {
		c.mu.Lock()
		stop := a.AfterFunc(func() { child.cancel(false, parent.Err(), Cause(parent)) })
		c.Context = stopCtx{parent, stop}
		c.mu.Unlock()
		return
	}
	go func() {
		select {
		case <-parent.Done():
			child.cancel(false, parent.Err(), Cause(parent))
		case <-child.Done():
		}
	}()
}

// ours returns the cancelCtx that c is or contains, or nil; it calls nothing of another package.
func ours(c Context) *cancelCtx {
	switch c := c.(type) {
	case *cancelCtx:
		return c
	case *timerCtx:
		return &c.cancelCtx
	}
	return nil
}

func (c *cancelCtx) adopt(child canceler) {
	c.mu.Lock()
	if c.err != nil {
		c.mu.Unlock()
		child.cancel(false, c.err, c.cause)
		return
	}
	if c.children == nil {
		c.children = map[canceler]struct{}{}
	}
	c.children[child] = struct{}{}
	c.mu.Unlock()
}

// cancelCtxOf returns the cancelCtx whose Done channel is that of c, or nil.
func cancelCtxOf(c Context) *cancelCtx {
	p, ok := c.Value(&cancelCtxKey).(*cancelCtx)
	if !ok {
		return nil
	}
	if done := c.Done(); done == closed || done != p.doneNow() {
		return nil
	}
	return p
}

// cancel cancels c and then, still holding its lock, all children.
func (c *cancelCtx) cancel(removeFromParent bool, err, cause error) {
	if cause == nil {
		cause = err
	}
	c.mu.Lock()
	if c.err != nil {
		c.mu.Unlock()
		return
	}
	c.err, c.cause = err, cause
	tellCancel(c, err == DeadlineExceeded)
	if c.done == nil {
		c.done = closed
	} else {
		close(c.done)
	}
	for child := range c.children {
		child.cancel(false, err, cause)
	}
	c.children = nil
	c.mu.Unlock()
	if removeFromParent {
		detach(c.Context, c)
	}
}

func detach(parent Context, child canceler) {
	if s, ok := parent.(stopCtx); ok {
		s.stop()
		return
	}
	if p := cancelCtxOf(parent); p != nil {
		p.mu.Lock()
		delete(p.children, child)
		p.mu.Unlock()
	}
}
