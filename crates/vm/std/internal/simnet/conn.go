package simnet

import (
	"context"
	"sync/atomic"
	"time"
)

// A Conn is one end of a connection.
type Conn struct {
	in, out *flow

	// LocalPort and RemotePort are the numbers of the two ends.
	LocalPort, RemotePort int
}

func (c *Conn) peer() *Conn { return &Conn{c.out, c.in, c.RemotePort, c.LocalPort} }

// Read reads bytes that have arrived, and waits for the first ones.
func (c *Conn) Read(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	p, err := c.in.await()
	if err != nil {
		return 0, err
	}
	if p.msg != nil {
		panic("Gopark: messages of net/http can't be read as bytes")
	}
	n := copy(b, p.data)
	p.data = p.data[n:]
	c.in.took(n, len(p.data) == 0)
	return n, nil
}

// Write sends bytes; it waits while too many are unread.
func (c *Conn) Write(b []byte) (int, error) {
	written := 0
	for {
		n, err := c.out.room()
		if err != nil {
			return written, err
		}
		if len(b) == 0 {
			return written, nil
		}
		n = min(n, len(b))
		c.out.send(packet{data: append([]byte(nil), b[:n]...), size: n})
		written += n
		if b = b[n:]; len(b) == 0 {
			return written, nil
		}
	}
}

// Send sends a message that takes as long as size bytes.
func (c *Conn) Send(msg any, size int) error {
	if _, err := c.out.room(); err != nil {
		return err
	}
	c.out.send(packet{msg: msg, size: size})
	return nil
}

// Receive waits for a message. One that was sent as bytes is not for whoever calls Receive: it is returned as []byte.
func (c *Conn) Receive() (any, error) {
	p, err := c.in.await()
	if err != nil {
		return nil, err
	}
	msg := p.msg
	if msg == nil {
		msg = p.data
	}
	c.in.took(p.size, true)
	return msg, nil
}

// Await waits until something has arrived, and leaves it there.
func (c *Conn) Await() error {
	_, err := c.in.await()
	return err
}

// SetReadDeadline lets reading fail from t on; the zero Time is never.
func (c *Conn) SetReadDeadline(t time.Time) { c.in.readable.setDeadline(moment(t)) }

// SetWriteDeadline lets writing fail from t on; the zero Time is never.
func (c *Conn) SetWriteDeadline(t time.Time) { c.out.writable.setDeadline(moment(t)) }

func moment(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return max(now()+int64(time.Until(t)), 1)
}

// CloseWrite tells the other end that nothing more will come.
func (c *Conn) CloseWrite() error {
	if c.out.writable.closed {
		return ErrClosed
	}
	if !c.out.ended {
		c.out.send(packet{end: true})
	}
	return nil
}

// Close ends both directions.
func (c *Conn) Close() error {
	if err := c.CloseWrite(); err != nil {
		return err
	}
	c.out.writable.close()
	c.in.readable.close()
	return nil
}

// A Listener is where connections to a port arrive.
type Listener struct {
	Port int
	in   *flow
}

var listeners = map[int]*Listener{}

const firstFreePort = 32768

// lastPort is the port given out last.
var lastPort = firstFreePort

// Listen listens at a port; 0 is any that is free.
func Listen(port int) (*Listener, error) {
	in := newFlow(latency())
	atomic.Instant()
	if port == 0 {
		lastPort++
		port = lastPort
	}
	if listeners[port] != nil {
		return nil, ErrInUse
	}
	l := &Listener{port, in}
	listeners[port] = l
	return l, nil
}

// Accept waits for a connection.
func (l *Listener) Accept() (*Conn, error) {
	p, err := l.in.await()
	if err != nil {
		return nil, err
	}
	c := p.msg.(*Conn)
	l.in.took(0, true)
	return c, nil
}

// SetDeadline lets Accept fail from t on.
func (l *Listener) SetDeadline(t time.Time) { l.in.readable.setDeadline(moment(t)) }

// Close ends listening; connections that were not accepted are closed.
func (l *Listener) Close() error {
	if l.in.readable.closed {
		return ErrClosed
	}
	delete(listeners, l.Port)
	l.in.readable.close()
	for _, p := range l.in.queue[l.in.head:] {
		p.msg.(*Conn).Close()
	}
	return nil
}

// Dial connects to a port, which takes a round trip.
func Dial(ctx context.Context, port int) (*Conn, error) {
	delay := latency()
	answer := newFlow(delay)
	atomic.Instant()
	lastPort++
	c := &Conn{answer, newFlow(delay), lastPort, port}
	at := now() + 2*delay
	report(answer.readable.desc, at)
	if l := listeners[port]; l != nil {
		l.in.send(packet{msg: c.peer()})
	} else {
		answer.ended = true
	}
	return c, c.connect(ctx, at)
}

// connect waits until the answer of the other end is there.
func (c *Conn) connect(ctx context.Context, at int64) error {
	if deadline, ok := ctx.Deadline(); ok {
		c.SetReadDeadline(deadline)
	}
	stop := context.AfterFunc(ctx, func() { wake(c.in.readable.desc) })
	defer stop()
	for now() < at {
		err := ctx.Err()
		if err == nil {
			err = c.in.readable.fault(now())
		}
		if err != nil {
			c.Close()
			return err
		}
		wait(c.in.readable.desc)
	}
	c.SetReadDeadline(time.Time{})
	if c.in.ended && c.in.last == 0 {
		c.Close()
		return ErrRefused
	}
	return nil
}
