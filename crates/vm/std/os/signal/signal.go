// Package signal gives signals to channels. Nobody but the program itself sends some.
package signal

import (
	"context"
	"os"
	"sync"
	"syscall"
)

var state struct {
	mu       sync.Mutex
	channels []*channel
	ignored  map[os.Signal]bool
}

type channel struct {
	c    chan<- os.Signal
	all  bool
	only map[os.Signal]bool
}

func (ch *channel) wants(sig os.Signal) bool { return ch.all || ch.only[sig] }

func init() { syscall.Handle(deliver) }

func deliver(sig syscall.Signal) (handled bool) {
	state.mu.Lock()
	defer state.mu.Unlock()
	handled = state.ignored[sig]
	for _, ch := range state.channels {
		if ch.wants(sig) {
			handled = true
			select {
			case ch.c <- sig:
			default:
			}
		}
	}
	return handled
}

// Notify makes c receive these signals, or all; one for which c has no room is dropped.
func Notify(c chan<- os.Signal, sig ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	state.mu.Lock()
	defer state.mu.Unlock()
	var ch *channel
	for _, known := range state.channels {
		if known.c == c {
			ch = known
		}
	}
	if ch == nil {
		ch = &channel{c: c, only: map[os.Signal]bool{}}
		state.channels = append(state.channels, ch)
	}
	ch.all = ch.all || len(sig) == 0
	for _, s := range sig {
		ch.only[s] = true
		delete(state.ignored, s)
	}
}

// Stop lets c receive no more signals.
func Stop(c chan<- os.Signal) {
	state.mu.Lock()
	defer state.mu.Unlock()
	for i, ch := range state.channels {
		if ch.c == c {
			state.channels = append(state.channels[:i:i], state.channels[i+1:]...)
			return
		}
	}
}

// Ignore makes the program ignore these signals.
func Ignore(sig ...os.Signal) {
	Reset(sig...)
	state.mu.Lock()
	defer state.mu.Unlock()
	if state.ignored == nil {
		state.ignored = map[os.Signal]bool{}
	}
	for _, s := range sig {
		state.ignored[s] = true
	}
}

// Ignored reports whether the program ignores a signal.
func Ignored(sig os.Signal) bool {
	state.mu.Lock()
	defer state.mu.Unlock()
	return state.ignored[sig]
}

// Reset undoes Notify and Ignore for these signals, or for all.
func Reset(sig ...os.Signal) {
	state.mu.Lock()
	defer state.mu.Unlock()
	if len(sig) == 0 {
		state.channels, state.ignored = nil, nil
	}
	for _, s := range sig {
		delete(state.ignored, s)
		for _, ch := range state.channels {
			delete(ch.only, s)
		}
	}
}

// A cause is why a context of NotifyContext is done.
type cause struct{ sig os.Signal }

func (c cause) Error() string { return c.sig.String() + " signal received" }

// NotifyContext returns a context that is done when one of the signals arrives, or stop is called.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(parent)
	c := make(chan os.Signal, 1)
	Notify(c, signals...)
	if ctx.Err() == nil {
		go func() {
			select {
			case sig := <-c:
				cancel(cause{sig})
			case <-ctx.Done():
			}
		}()
	}
	return ctx, func() {
		cancel(nil)
		Stop(c)
	}
}
