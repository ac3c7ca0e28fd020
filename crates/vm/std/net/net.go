// Package net is the simulated network as Go programs see it: TCP and UDP between goroutines of the program.
package net

import (
	"context"
	"errors"
	"internal/simnet"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// An Addr is the address of an end of a connection.
type Addr interface {
	Network() string
	String() string
}

// A Conn is a connection.
type Conn interface {
	Read(b []byte) (n int, err error)
	Write(b []byte) (n int, err error)
	Close() error
	LocalAddr() Addr
	RemoteAddr() Addr
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// A Listener is where connections arrive.
type Listener interface {
	Accept() (Conn, error)
	Close() error
	Addr() Addr
}

// An Error is an error of the network.
type Error interface {
	error
	Timeout() bool
	Temporary() bool
}

// ErrClosed is the error of what was closed by the program.
var ErrClosed error = simnet.ErrClosed

// An OpError tells which operation failed, and where.
type OpError struct {
	Op     string
	Net    string
	Source Addr
	Addr   Addr
	Err    error
}

// Error returns all that is known.
func (e *OpError) Error() string {
	s := e.Op
	if e.Net != "" {
		s += " " + e.Net
	}
	if e.Source != nil {
		s += " " + e.Source.String()
	}
	if e.Addr != nil {
		if e.Source != nil {
			s += "->"
		} else {
			s += " "
		}
		s += e.Addr.String()
	}
	return s + ": " + e.Err.Error()
}

// Unwrap returns what is wrong.
func (e *OpError) Unwrap() error { return e.Err }

// Timeout reports whether a deadline was the reason.
func (e *OpError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Temporary reports whether it may go well another time.
func (e *OpError) Temporary() bool { return e.Timeout() }

type timeoutError struct{}

func (timeoutError) Error() string { return "i/o timeout" }

func (timeoutError) Timeout() bool { return true }

func (timeoutError) Temporary() bool { return true }

func (timeoutError) Is(err error) bool {
	return err == context.DeadlineExceeded || err == os.ErrDeadlineExceeded
}

// A DNSError says that a name is not known.
type DNSError struct {
	Err        string
	Name       string
	IsNotFound bool
}

// Error returns the name and what is wrong.
func (e *DNSError) Error() string { return "lookup " + e.Name + ": " + e.Err }

// Timeout reports that it was not a deadline.
func (e *DNSError) Timeout() bool { return false }

// Temporary reports that it will not go well another time.
func (e *DNSError) Temporary() bool { return false }

// An AddrError says that an address is malformed.
type AddrError struct{ Err, Addr string }

// Error returns what is wrong with the address.
func (e *AddrError) Error() string {
	if e.Addr == "" {
		return e.Err
	}
	return "address " + e.Addr + ": " + e.Err
}

// Timeout reports that it was not a deadline.
func (e *AddrError) Timeout() bool { return false }

// Temporary reports that it will not go well another time.
func (e *AddrError) Temporary() bool { return false }

// JoinHostPort returns host:port, with brackets around a host with colons.
func JoinHostPort(host, port string) string {
	if strings.Contains(host, ":") {
		return "[" + host + "]:" + port
	}
	return host + ":" + port
}

// SplitHostPort is the reverse of JoinHostPort.
func SplitHostPort(hostport string) (host, port string, err error) {
	wrong := func(why string) (string, string, error) { return "", "", &AddrError{why, hostport} }
	const missing, colons = "missing port in address", "too many colons in address"
	i := strings.LastIndexByte(hostport, ':')
	if i < 0 {
		return wrong(missing)
	}
	before, after := hostport, hostport // where no bracket may be
	if hostport[0] == '[' {
		end := strings.IndexByte(hostport, ']')
		switch {
		case end < 0:
			return wrong("missing ']' in address")
		case end+1 < i && hostport[end+1] == ':':
			return wrong(colons)
		case end+1 != i:
			return wrong(missing)
		}
		host, before, after = hostport[1:end], hostport[1:], hostport[end+1:]
	} else if host = hostport[:i]; strings.Contains(host, ":") {
		return wrong(colons)
	}
	switch {
	case strings.Contains(before, "["):
		return wrong("unexpected '[' in address")
	case strings.Contains(after, "]"):
		return wrong("unexpected ']' in address")
	}
	return host, hostport[i+1:], nil
}

// A TCPAddr is an address of TCP.
type TCPAddr struct {
	IP   IP
	Port int
	Zone string
}

// An IP is the text of an address of the machine.
type IP string

// String returns the address.
func (ip IP) String() string { return string(ip) }

// IsLoopback reports whether it is the machine itself.
func (ip IP) IsLoopback() bool { return strings.HasPrefix(string(ip), "127.") || ip == "::1" }

// Network returns "tcp".
func (a *TCPAddr) Network() string { return "tcp" }

// String returns host:port.
func (a *TCPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return JoinHostPort(string(a.IP), strconv.Itoa(a.Port))
}

// resolve returns the address behind the text; everything local is one machine.
func resolve(network, address string, listening bool) (*TCPAddr, error) {
	switch network {
	case "tcp", "tcp4", "tcp6":
		return locate(network, address, listening)
	case "unix", "unixgram", "unixpacket":
		return nil, errors.New("network " + network + " is not available in Gopark")
	}
	return nil, UnknownNetworkError(network)
}

// locate returns the host and the port behind the text.
func locate(network, address string, listening bool) (*TCPAddr, error) {
	host, service, err := SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	port, err := strconv.Atoi(service)
	switch {
	case service == "http":
		port = 80
	case service == "https":
		port = 443
	case err != nil:
		return nil, &DNSError{Err: "unknown port", Name: network + "/" + service, IsNotFound: true}
	case port < 0 || port > 65535:
		return nil, &AddrError{"invalid port", service}
	}
	switch host {
	case "localhost":
		host = "127.0.0.1"
	case "", "0.0.0.0", "::":
		host = "127.0.0.1"
		if listening {
			host = "::"
		}
	default:
		if !IP(host).IsLoopback() {
			return nil, &DNSError{Err: "no such host", Name: host, IsNotFound: true}
		}
	}
	return &TCPAddr{IP: IP(host), Port: port}, nil
}

// A TCPListener is a Listener of TCP.
type TCPListener struct {
	l    *simnet.Listener
	addr *TCPAddr
}

// Listen listens for connections at an address of the machine.
func Listen(network, address string) (Listener, error) {
	addr, err := resolve(network, address, true)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	l, err := simnet.Listen(addr.Port)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: addr, Err: &os.SyscallError{"bind", err}}
	}
	addr.Port = l.Port
	return &TCPListener{l, addr}, nil
}

// Accept waits for a connection.
func (l *TCPListener) Accept() (Conn, error) {
	c, err := l.l.Accept()
	if err != nil {
		return nil, &OpError{Op: "accept", Net: "tcp", Addr: l.addr, Err: fault(err)}
	}
	return newTCPConn(c), nil
}

// Close ends listening.
func (l *TCPListener) Close() error {
	if err := l.l.Close(); err != nil {
		return &OpError{Op: "close", Net: "tcp", Addr: l.addr, Err: err}
	}
	return nil
}

// Addr returns where the listener listens.
func (l *TCPListener) Addr() Addr { return l.addr }

// SetDeadline lets Accept fail from t on.
func (l *TCPListener) SetDeadline(t time.Time) error {
	l.l.SetDeadline(t)
	return nil
}

// fault turns an error of the simulation into what programs expect.
func fault(err error) error {
	if err == simnet.ErrTimeout {
		return timeoutError{}
	}
	return err
}

// A Dialer dials with options.
type Dialer struct {
	Timeout   time.Duration
	Deadline  time.Time
	KeepAlive time.Duration
}

// Dial connects to an address.
func Dial(network, address string) (Conn, error) { return new(Dialer).Dial(network, address) }

// DialTimeout is Dial with a timeout.
func DialTimeout(network, address string, timeout time.Duration) (Conn, error) {
	return (&Dialer{Timeout: timeout}).Dial(network, address)
}

// Dial connects to an address.
func (d *Dialer) Dial(network, address string) (Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// DialContext connects to an address unless ctx is done before.
func (d *Dialer) DialContext(ctx context.Context, network, address string) (Conn, error) {
	if isUDP(network) {
		addr, err := ResolveUDPAddr(network, address)
		if err != nil {
			return nil, &OpError{Op: "dial", Net: network, Err: err}
		}
		c, err := DialUDP(network, nil, addr)
		if err != nil {
			return nil, err
		}
		return c, nil
	}
	addr, err := resolve(network, address, false)
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Err: err}
	}
	if d.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, d.Timeout)
		defer cancel()
	}
	if !d.Deadline.IsZero() {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, d.Deadline)
		defer cancel()
	}
	c, err := simnet.Dial(ctx, addr.Port)
	switch {
	case err == simnet.ErrRefused:
		err = &os.SyscallError{"connect", err}
	case err == context.Canceled:
		err = errCanceled
	case err == context.DeadlineExceeded || err == simnet.ErrTimeout:
		err = timeoutError{}
	}
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Addr: addr, Err: err}
	}
	return newTCPConn(c), nil
}

type canceledError struct{}

func (canceledError) Error() string { return "operation was canceled" }

func (canceledError) Is(err error) bool { return err == context.Canceled }

var errCanceled = canceledError{}

// A TCPConn is a Conn of TCP.
type TCPConn struct {
	sim           *simnet.Conn
	local, remote *TCPAddr
}

func newTCPConn(c *simnet.Conn) *TCPConn {
	return &TCPConn{c, &TCPAddr{IP: "127.0.0.1", Port: c.LocalPort}, &TCPAddr{IP: "127.0.0.1", Port: c.RemotePort}}
}

// Sim returns the connection of the simulation, for package net/http.
func (c *TCPConn) Sim() *simnet.Conn { return c.sim }

func (c *TCPConn) fail(op string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	if err == simnet.ErrBroken {
		err = &os.SyscallError{op, err}
	}
	return &OpError{Op: op, Net: "tcp", Source: c.local, Addr: c.remote, Err: fault(err)}
}

// Read reads bytes that have arrived, and waits for the first ones.
func (c *TCPConn) Read(b []byte) (int, error) {
	n, err := c.sim.Read(b)
	return n, c.fail("read", err)
}

// Write sends bytes.
func (c *TCPConn) Write(b []byte) (int, error) {
	n, err := c.sim.Write(b)
	return n, c.fail("write", err)
}

// Close ends the connection.
func (c *TCPConn) Close() error { return c.fail("close", c.sim.Close()) }

// CloseWrite tells the other end that nothing more will come.
func (c *TCPConn) CloseWrite() error { return c.fail("close", c.sim.CloseWrite()) }

// LocalAddr returns the address of this end.
func (c *TCPConn) LocalAddr() Addr { return c.local }

// RemoteAddr returns the address of the other end.
func (c *TCPConn) RemoteAddr() Addr { return c.remote }

// SetDeadline sets both deadlines.
func (c *TCPConn) SetDeadline(t time.Time) error {
	c.sim.SetReadDeadline(t)
	c.sim.SetWriteDeadline(t)
	return nil
}

// SetReadDeadline lets reading fail from t on.
func (c *TCPConn) SetReadDeadline(t time.Time) error {
	c.sim.SetReadDeadline(t)
	return nil
}

// SetWriteDeadline lets writing fail from t on.
func (c *TCPConn) SetWriteDeadline(t time.Time) error {
	c.sim.SetWriteDeadline(t)
	return nil
}

// SetKeepAlive does nothing: connections of the simulation don't break.
func (c *TCPConn) SetKeepAlive(keepalive bool) error { return nil }

// SetNoDelay does nothing: what is written is sent at once.
func (c *TCPConn) SetNoDelay(noDelay bool) error { return nil }
