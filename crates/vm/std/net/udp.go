package net

import (
	"errors"
	"internal/simnet"
	"os"
	"strconv"
	"time"
)

// A PacketConn is where datagrams arrive and leave.
type PacketConn interface {
	ReadFrom(p []byte) (n int, addr Addr, err error)
	WriteTo(p []byte, addr Addr) (n int, err error)
	Close() error
	LocalAddr() Addr
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// ErrWriteToConnected is the error of WriteTo where the other end is settled.
var ErrWriteToConnected = errors.New("use of WriteTo with pre-connected connection")

var errMissingAddress = errors.New("missing address")

// A UDPAddr is an address of UDP.
type UDPAddr struct {
	IP   IP
	Port int
	Zone string
}

// Network returns "udp".
func (a *UDPAddr) Network() string { return "udp" }

// String returns host:port.
func (a *UDPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return JoinHostPort(string(a.IP), strconv.Itoa(a.Port))
}

// opAddr returns a as an Addr that is nil when a is.
func (a *UDPAddr) opAddr() Addr {
	if a == nil {
		return nil
	}
	return a
}

// ResolveUDPAddr returns the address behind a text.
func ResolveUDPAddr(network, address string) (*UDPAddr, error) {
	if !isUDP(network) {
		return nil, UnknownNetworkError(network)
	}
	addr, err := locate(network, address, false)
	if err != nil {
		return nil, err
	}
	return &UDPAddr{IP: addr.IP, Port: addr.Port}, nil
}

// An UnknownNetworkError is the name of a network that there is not.
type UnknownNetworkError string

// Error returns the name.
func (e UnknownNetworkError) Error() string { return "unknown network " + string(e) }

// Timeout reports that it was not a deadline.
func (e UnknownNetworkError) Timeout() bool { return false }

// Temporary reports that it will not go well another time.
func (e UnknownNetworkError) Temporary() bool { return false }

func isUDP(network string) bool { return network == "udp" || network == "udp4" || network == "udp6" }

// A UDPConn is a socket of UDP.
type UDPConn struct {
	sim           *simnet.Socket
	local, remote *UDPAddr // remote: nil when it is not settled
}

// ListenUDP opens a socket at an address of the machine; nil is any.
func ListenUDP(network string, laddr *UDPAddr) (*UDPConn, error) {
	if !isUDP(network) {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr.opAddr(), Err: UnknownNetworkError(network)}
	}
	c, err := openUDP(laddr, "::")
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr.opAddr(), Err: err}
	}
	return c, nil
}

// DialUDP opens a socket at laddr, nil for any, whose other end is raddr.
func DialUDP(network string, laddr, raddr *UDPAddr) (*UDPConn, error) {
	fail := func(err error) (*UDPConn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: laddr.opAddr(), Addr: raddr.opAddr(), Err: err}
	}
	if !isUDP(network) {
		return fail(UnknownNetworkError(network))
	}
	if raddr == nil {
		return fail(errMissingAddress)
	}
	c, err := openUDP(laddr, "127.0.0.1")
	if err != nil {
		return fail(err)
	}
	c.remote = &UDPAddr{IP: raddr.IP, Port: raddr.Port}
	return c, nil
}

func openUDP(laddr *UDPAddr, host IP) (*UDPConn, error) {
	local := UDPAddr{IP: host}
	if laddr != nil {
		local.Port = laddr.Port
		if laddr.IP != "" {
			local.IP = laddr.IP
		}
	}
	s, err := simnet.Open(local.Port)
	if err != nil {
		return nil, &os.SyscallError{"bind", err}
	}
	local.Port = s.Port
	return &UDPConn{sim: s, local: &local}, nil
}

// ListenPacket opens a socket at an address of the machine.
func ListenPacket(network, address string) (PacketConn, error) {
	if !isUDP(network) {
		return nil, &OpError{Op: "listen", Net: network, Err: UnknownNetworkError(network)}
	}
	addr, err := locate(network, address, true)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	c, err := ListenUDP(network, &UDPAddr{IP: addr.IP, Port: addr.Port})
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (c *UDPConn) fail(op string, to *UDPAddr, err error) error {
	if err == nil {
		return nil
	}
	if err == simnet.ErrRefused {
		err = &os.SyscallError{op, err}
	}
	return &OpError{Op: op, Net: "udp", Source: c.local, Addr: to.opAddr(), Err: fault(err)}
}

// Read reads the next datagram, as much of it as fits.
func (c *UDPConn) Read(b []byte) (int, error) {
	n, _, err := c.ReadFromUDP(b)
	return n, err
}

// ReadFrom is Read, and tells who sent it.
func (c *UDPConn) ReadFrom(b []byte) (int, Addr, error) {
	n, from, err := c.ReadFromUDP(b)
	return n, from.opAddr(), err
}

// ReadFromUDP is Read, and tells who sent it.
func (c *UDPConn) ReadFromUDP(b []byte) (int, *UDPAddr, error) {
	peer := 0
	if c.remote != nil {
		peer = c.remote.Port
	}
	n, from, err := c.sim.Receive(b, peer)
	if err != nil {
		return 0, nil, c.fail("read", c.remote, err)
	}
	return n, &UDPAddr{IP: "127.0.0.1", Port: from}, nil
}

// Write sends a datagram to the other end.
func (c *UDPConn) Write(b []byte) (int, error) {
	if c.remote == nil {
		return 0, c.fail("write", nil, &os.SyscallError{"write", errors.New("destination address required")})
	}
	return c.send(b, c.remote)
}

// WriteTo sends a datagram to addr.
func (c *UDPConn) WriteTo(b []byte, addr Addr) (int, error) {
	to, ok := addr.(*UDPAddr)
	if !ok {
		return 0, &OpError{Op: "write", Net: "udp", Source: c.local, Addr: addr, Err: errors.New("invalid argument")}
	}
	return c.WriteToUDP(b, to)
}

// WriteToUDP sends a datagram to addr.
func (c *UDPConn) WriteToUDP(b []byte, addr *UDPAddr) (int, error) {
	switch {
	case c.remote != nil:
		return 0, c.fail("write", addr, ErrWriteToConnected)
	case addr == nil:
		return 0, c.fail("write", nil, errMissingAddress)
	}
	return c.send(b, addr)
}

func (c *UDPConn) send(b []byte, to *UDPAddr) (int, error) {
	if err := c.sim.Send(b, to.Port, c.remote != nil); err != nil {
		return 0, c.fail("write", to, err)
	}
	return len(b), nil
}

// Close closes the socket.
func (c *UDPConn) Close() error { return c.fail("close", c.remote, c.sim.Close()) }

// LocalAddr returns the address of the socket.
func (c *UDPConn) LocalAddr() Addr { return c.local }

// RemoteAddr returns the address of the other end, nil when it is not settled.
func (c *UDPConn) RemoteAddr() Addr { return c.remote.opAddr() }

// SetDeadline sets both deadlines.
func (c *UDPConn) SetDeadline(t time.Time) error {
	c.sim.SetReadDeadline(t)
	c.sim.SetWriteDeadline(t)
	return nil
}

// SetReadDeadline lets reading fail from t on.
func (c *UDPConn) SetReadDeadline(t time.Time) error {
	c.sim.SetReadDeadline(t)
	return nil
}

// SetWriteDeadline lets writing fail from t on.
func (c *UDPConn) SetWriteDeadline(t time.Time) error {
	c.sim.SetWriteDeadline(t)
	return nil
}
