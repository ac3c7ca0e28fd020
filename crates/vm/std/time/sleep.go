// Package time has virtual time: it begins at 2009-11-10 23:00:00 UTC and passes as the simulated scheduler says.
package time

// Sleep pauses the goroutine for d.
func Sleep(d Duration)

// A Timer is an event in the future.
type Timer struct {
	// C receives the time at which the timer fires.
	C <-chan Time

	initTimer bool
	hidden    event
}

// event is an armed or stopped timer of the machine: it sends to a channel, or calls f in a new goroutine. Go has it behind
// its Timer or Ticker, so nobody who prints those sees it.
type event struct {
	c      <-chan Time
	f      func()
	period Duration
	handle uint32
	_      [56]byte // as much as a timer of Go's runtime is larger
}

func (e *event) start(d Duration) {
	when := now()
	if d > 0 {
		when += int64(d)
		if when < 0 {
			when = early(when, d)
		}
	}
	if e.c != nil {
		e.handle = startSend(when, int64(e.period), e.c)
	} else {
		e.handle = startCall(when, e.f)
	}
}

// early returns a sum below zero: a moment of a bubble of testing/synctest, or one that int64 cannot hold.
func early(when int64, d Duration) int64 {
	if when-int64(d) >= 0 {
		return 1<<63 - 1
	}
	return when
}

func (e *event) stop() bool { return stop(e.handle) }

// NewTimer returns a timer that sends the time after d.
func NewTimer(d Duration) *Timer {
	c := newChan((*Time)(nil))
	t := &Timer{C: c, initTimer: true, hidden: event{c: c}}
	t.hidden.start(d)
	return t
}

// AfterFunc calls f in a new goroutine after d.
func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{initTimer: true, hidden: event{f: f}}
	t.hidden.start(d)
	return t
}

// After returns a channel that receives the time after d.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// Stop keeps the timer from firing and reports whether it still would have.
func (t *Timer) Stop() bool {
	if !t.initTimer {
		panic("time: Stop called on uninitialized Timer")
	}
	return t.hidden.stop()
}

// Reset makes the timer fire after d and reports whether it still would have fired.
func (t *Timer) Reset(d Duration) bool {
	if !t.initTimer {
		panic("time: Reset called on uninitialized Timer")
	}
	active := t.hidden.stop()
	t.hidden.start(d)
	return active
}

// A Ticker sends the time again and again.
type Ticker struct {
	// C receives the ticks.
	C <-chan Time

	initTicker bool
	hidden     event
}

// NewTicker returns a ticker with period d.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := newChan((*Time)(nil))
	t := &Ticker{C: c, initTicker: true, hidden: event{c: c, period: d}}
	t.hidden.start(d)
	return t
}

// Tick returns the channel of a new ticker, or nil when d is not positive.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

// Stop ends the ticks; it does not close the channel.
func (t *Ticker) Stop() {
	if t.initTicker {
		t.hidden.stop()
	}
}

// Reset sets the period to d; the next tick comes after d.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if !t.initTicker {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.hidden.stop()
	t.hidden.period = d
	t.hidden.start(d)
}

// now returns nanoseconds since the program's start.
func now() int64

// newChan returns a channel as timers use it, for values of which pointer is a pointer.
func newChan(pointer any) <-chan Time

func startSend(when, period int64, c <-chan Time) uint32

func startCall(when int64, f func()) uint32

func stop(handle uint32) bool
