package simnet

import (
	"sync/atomic"
	"time"
)

// A Socket is where datagrams arrive: each on its own, or not at all when too many are unread.
type Socket struct {
	Port int
	in   *flow
}

var sockets = map[int]*Socket{}

// Open opens a socket at a port; 0 is any that is free.
func Open(port int) (*Socket, error) {
	in := newFlow(latency())
	atomic.Instant()
	if port == 0 {
		lastPort++
		port = lastPort
	}
	if sockets[port] != nil {
		return nil, ErrInUse
	}
	s := &Socket{port, in}
	sockets[port] = s
	return s, nil
}

// Send sends a datagram to a port. Where nobody is, it gets lost; a connected socket learns that when it receives.
func (s *Socket) Send(b []byte, port int, connected bool) error {
	if err := s.in.writable.fault(now()); err != nil {
		return err
	}
	p := packet{data: append([]byte(nil), b...), size: len(b), from: s.Port}
	atomic.Instant()
	to := sockets[port]
	switch {
	case to != nil && to.in.unread < unreadMax:
		to.in.send(p)
	case to == nil && connected:
		s.in.send(packet{err: ErrRefused})
	}
	return nil
}

// Receive waits for a datagram and copies as much of it as fits: how much, and from which port it came. Of a connected
// socket, peer is the only one whose datagrams are for it.
func (s *Socket) Receive(b []byte, peer int) (n, from int, err error) {
	for {
		p, err := s.in.await()
		if err != nil {
			return 0, 0, err
		}
		n, size, from, err := copy(b, p.data), p.size, p.from, p.err
		s.in.took(size, true)
		if err != nil || peer == 0 || peer == from {
			return n, from, err
		}
	}
}

// SetReadDeadline lets receiving fail from t on; the zero Time is never.
func (s *Socket) SetReadDeadline(t time.Time) { s.in.readable.setDeadline(moment(t)) }

// SetWriteDeadline lets sending fail from t on; the zero Time is never.
func (s *Socket) SetWriteDeadline(t time.Time) { s.in.writable.setDeadline(moment(t)) }

// Close closes the socket.
func (s *Socket) Close() error {
	if s.in.readable.closed {
		return ErrClosed
	}
	delete(sockets, s.Port)
	s.in.readable.close()
	s.in.writable.close()
	return nil
}
