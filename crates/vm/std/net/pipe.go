package net

import (
	"io"
	"os"
	"sync"
	"time"
)

// deadline is a channel that is closed when a moment comes.
type deadline struct {
	mu    sync.Mutex
	timer *time.Timer
	over  chan struct{}
}

func (d *deadline) set(t time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil && !d.timer.Stop() {
		<-d.over
	}
	d.timer = nil
	closed := d.isOver()
	if t.IsZero() {
		if closed {
			d.over = make(chan struct{})
		}
		return
	}
	if left := time.Until(t); left > 0 {
		if closed {
			d.over = make(chan struct{})
		}
		over := d.over
		d.timer = time.AfterFunc(left, func() { close(over) })
	} else if !closed {
		close(d.over)
	}
}

func (d *deadline) isOver() bool {
	select {
	case <-d.over:
		return true
	default:
		return false
	}
}

func (d *deadline) wait() chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.over
}

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }

func (pipeAddr) String() string { return "pipe" }

// pipe is one end of a Pipe.
type pipe struct {
	write sync.Mutex // one Write at a time

	in, out         chan []byte
	took, give      chan int // how much of what was offered was read
	once            sync.Once
	done, otherDone chan struct{}
	reading         deadline
	writing         deadline
}

// Pipe returns the two ends of a connection in memory without a buffer: each Write waits for Reads.
func Pipe() (Conn, Conn) {
	a, b := make(chan []byte), make(chan []byte)
	na, nb := make(chan int), make(chan int)
	da, db := make(chan struct{}), make(chan struct{})
	p := &pipe{in: a, out: b, took: nb, give: na, done: da, otherDone: db}
	q := &pipe{in: b, out: a, took: na, give: nb, done: db, otherDone: da}
	for _, end := range []*pipe{p, q} {
		end.reading.over, end.writing.over = make(chan struct{}), make(chan struct{})
	}
	return p, q
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func (p *pipe) fail(op string, err error) error {
	if err == nil || err == io.EOF || err == io.ErrClosedPipe {
		return err
	}
	return &OpError{Op: op, Net: "pipe", Err: err}
}

// Read reads what the other end writes.
func (p *pipe) Read(b []byte) (int, error) {
	n, err := p.read(b)
	return n, p.fail("read", err)
}

func (p *pipe) read(b []byte) (int, error) {
	switch {
	case isClosed(p.done):
		return 0, io.ErrClosedPipe
	case isClosed(p.otherDone):
		return 0, io.EOF
	case isClosed(p.reading.wait()):
		return 0, os.ErrDeadlineExceeded
	}
	select {
	case data := <-p.in:
		n := copy(b, data)
		p.give <- n
		return n, nil
	case <-p.done:
		return 0, io.ErrClosedPipe
	case <-p.otherDone:
		return 0, io.EOF
	case <-p.reading.wait():
		return 0, os.ErrDeadlineExceeded
	}
}

// Write waits until the other end has read everything.
func (p *pipe) Write(b []byte) (int, error) {
	n, err := p.offer(b)
	return n, p.fail("write", err)
}

func (p *pipe) offer(b []byte) (n int, err error) {
	switch {
	case isClosed(p.done), isClosed(p.otherDone):
		return 0, io.ErrClosedPipe
	case isClosed(p.writing.wait()):
		return 0, os.ErrDeadlineExceeded
	}
	p.write.Lock()
	defer p.write.Unlock()
	for first := true; first || len(b) > 0; first = false {
		select {
		case p.out <- b:
			took := <-p.took
			b = b[took:]
			n += took
		case <-p.done:
			return n, io.ErrClosedPipe
		case <-p.otherDone:
			return n, io.ErrClosedPipe
		case <-p.writing.wait():
			return n, os.ErrDeadlineExceeded
		}
	}
	return n, nil
}

// Close ends the connection.
func (p *pipe) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}

// LocalAddr returns the address "pipe".
func (p *pipe) LocalAddr() Addr { return pipeAddr{} }

// RemoteAddr returns the address "pipe".
func (p *pipe) RemoteAddr() Addr { return pipeAddr{} }

// SetDeadline sets both deadlines.
func (p *pipe) SetDeadline(t time.Time) error {
	if isClosed(p.done) || isClosed(p.otherDone) {
		return io.ErrClosedPipe
	}
	p.reading.set(t)
	p.writing.set(t)
	return nil
}

// SetReadDeadline lets reading fail from t on.
func (p *pipe) SetReadDeadline(t time.Time) error {
	p.reading.set(t)
	return nil
}

// SetWriteDeadline lets writing fail from t on.
func (p *pipe) SetWriteDeadline(t time.Time) error {
	p.writing.set(t)
	return nil
}
