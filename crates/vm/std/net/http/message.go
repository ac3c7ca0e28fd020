package http

import (
	"errors"
	"internal/simnet"
	"io"
	"net/url"
	"sync"
)

// What travels over a connection are values, not their text: a requestMsg or a responseMsg, and as long as the last one
// says so, a chunk after it.
type requestMsg struct {
	method, host string
	url          *url.URL
	header       Header
	length       int64
	close        bool
	chunk
}

type responseMsg struct {
	status int
	header Header
	length int64
	close  bool
	chunk
}

type chunk struct {
	data []byte
	more bool
}

// chunkSize is how much of a body is sent at once.
const chunkSize = 32 << 10

// lineSize is about how long the first line of a message is.
const lineSize = 64

// NoBody is a body without bytes.
var NoBody = noBody{}

type noBody struct{}

func (noBody) Read([]byte) (int, error) { return 0, io.EOF }

func (noBody) Close() error { return nil }

func (noBody) WriteTo(io.Writer) (int64, error) { return 0, nil }

// ErrBodyReadAfterClose is the error of reading a body that was closed.
var ErrBodyReadAfterClose = errors.New("http: invalid Read on closed Body")

// received is a body as it arrives.
type received struct {
	mu     sync.Mutex
	sim    *simnet.Conn
	rest   chunk
	closed bool
	over   func(err error) // called once, at the end or the first error
	err    error
}

func (b *received) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.closed:
		return 0, ErrBodyReadAfterClose
	case b.err != nil:
		return 0, b.err
	case len(p) == 0:
		return 0, nil
	}
	for len(b.rest.data) == 0 && b.rest.more {
		if err := b.next(); err != nil {
			return 0, b.fail(err)
		}
	}
	n := copy(p, b.rest.data)
	b.rest.data = b.rest.data[n:]
	if len(b.rest.data) == 0 && !b.rest.more {
		err := b.fail(io.EOF)
		if n == 0 {
			return 0, err
		}
	}
	return n, nil
}

func (b *received) next() error {
	msg, err := b.sim.Receive()
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	c, ok := msg.(chunk)
	if !ok {
		return errNotHTTP
	}
	b.rest = c
	return nil
}

func (b *received) fail(err error) error {
	if b.err == nil {
		b.err = err
		if b.over != nil {
			b.over(err)
		}
	}
	return b.err
}

// errNotHTTP is what we say of bytes on a connection of HTTP.
var errNotHTTP = errors.New("net/http: bytes written to a connection of HTTP are not available in Gopark")

func simOf(c any) (*simnet.Conn, error) {
	if s, ok := c.(interface{ Sim() *simnet.Conn }); ok {
		return s.Sim(), nil
	}
	return nil, errors.New("net/http: a connection that is not one of package net is not available in Gopark")
}
