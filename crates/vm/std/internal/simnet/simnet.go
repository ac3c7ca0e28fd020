// Package simnet is the network of the simulated machine: whoever listens or dials is on it, and nobody else. What is
// sent arrives after the latency; who waits for it waits in the network poller.
package simnet

import (
	"errors"
	"io"
	"os"
	"sync/atomic"
	"time"
)

const (
	defaultLatency = 500 * time.Microsecond

	// bytesPerNS is how many bytes a connection carries in a nanosecond: 10 Gbit/s.
	bytesPerNS = 1.25

	// unreadMax is how many bytes may be under way or unread before who writes has to wait.
	unreadMax = 256 << 10
)

// Errors of the operating system.
var (
	ErrRefused = errors.New("connection refused")
	ErrInUse   = errors.New("address already in use")
	ErrBroken  = errors.New("broken pipe")
	ErrClosed  = errors.New("use of closed network connection")
	ErrTimeout = errors.New("i/o timeout")
)

// latency returns how long a packet travels: the environment variable GOPARK_NET_LATENCY, or 500 µs.
func latency() int64 {
	if s, ok := os.LookupEnv("GOPARK_NET_LATENCY"); ok {
		if d, err := time.ParseDuration(s); err == nil && d >= 0 {
			return int64(d)
		}
	}
	return int64(defaultLatency)
}

// A packet is bytes, or a message of the packages that need not write theirs as bytes, or the end.
type packet struct {
	at   int64 // when it arrives
	data []byte
	msg  any
	size int
	end  bool
	from int   // the port that a datagram comes from
	err  error // what became of one that was sent
}

// A flow is one direction of a connection.
type flow struct {
	readable end
	writable end
	queue    []packet
	head     int
	unread   int
	last     int64 // when the packet sent last arrives
	delay    int64
	ended    bool // the end was sent
}

// An end is where a goroutine waits for a flow.
type end struct {
	desc     uint32
	closed   bool
	deadline int64 // 0: none
	timer    uint32
}

func newFlow(delay int64) *flow {
	return &flow{readable: end{desc: open()}, writable: end{desc: open()}, delay: delay}
}

// fault returns why nobody may wait at e any longer.
func (e *end) fault(now int64) error {
	switch {
	case e.closed:
		return ErrClosed
	case e.deadline != 0 && now >= e.deadline:
		return ErrTimeout
	}
	return nil
}

func (e *end) setDeadline(at int64) {
	if e.timer != 0 {
		stopWake(e.timer)
		e.timer = 0
	}
	e.deadline = at
	if at > now() {
		e.timer = startWake(at, e.desc)
	} else if at != 0 {
		wake(e.desc)
	}
}

func (e *end) close() {
	if !e.closed {
		e.setDeadline(0)
		e.closed = true
		shut(e.desc)
	}
}

func (f *flow) send(p packet) {
	p.at = now() + f.delay + int64(float64(p.size)/bytesPerNS)
	if p.at < f.last {
		p.at = f.last
	}
	f.last = p.at
	f.queue = append(f.queue, p)
	f.unread += p.size
	f.ended = f.ended || p.end
	report(f.readable.desc, p.at)
}

// await waits until a packet has arrived, which stays where it is.
func (f *flow) await() (*packet, error) {
	for {
		t := now()
		if f.readable.closed {
			return nil, ErrClosed
		}
		if f.head < len(f.queue) && f.queue[f.head].at <= t {
			p := &f.queue[f.head]
			if p.end {
				return nil, io.EOF
			}
			return p, nil
		}
		if err := f.readable.fault(t); err != nil {
			return nil, err
		}
		wait(f.readable.desc)
	}
}

// took tells that n bytes were read, and of the first packet everything if whole.
func (f *flow) took(n int, whole bool) {
	atomic.Instant()
	if whole {
		f.queue[f.head] = packet{}
		f.head++
		if f.head == len(f.queue) {
			f.queue, f.head = f.queue[:0], 0
		}
	}
	full := f.unread >= unreadMax
	f.unread -= n
	if full && f.unread < unreadMax {
		report(f.writable.desc, now()+f.delay)
	}
}

// room waits until something may be written, and returns how many bytes.
func (f *flow) room() (int, error) {
	for {
		t := now()
		if err := f.writable.fault(t); err != nil {
			return 0, err
		}
		if f.ended || f.readable.closed {
			return 0, ErrBroken
		}
		if f.unread < unreadMax {
			return unreadMax - f.unread, nil
		}
		wait(f.writable.desc)
	}
}

// open returns a new descriptor of the network poller.
func open() uint32

// shut gives a descriptor back and wakes who waits at it.
func shut(desc uint32)

// report makes the network poller report desc at a moment.
func report(desc uint32, when int64)

// wait waits in the network poller until desc is reported or woken.
func wait(desc uint32)

// wake wakes who waits at desc.
func wake(desc uint32)

// startWake arms a timer that wakes who waits at desc.
func startWake(when int64, desc uint32) uint32

func stopWake(timer uint32) bool

// now returns nanoseconds since the program's start.
func now() int64
