// Package http is HTTP over the simulated network: servers, clients and what travels between them.
package http

import (
	"context"
	_ "crypto/internal/fips140deps/time"
	_ "crypto/internal/rand"
	"errors"
	"fmt"
	"internal/simnet"
	"io"
	"log"
	"net"
	"net/url"
	"path"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A Handler answers requests.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// A HandlerFunc is a function as a Handler.
type HandlerFunc func(ResponseWriter, *Request)

// ServeHTTP calls f.
func (f HandlerFunc) ServeHTTP(w ResponseWriter, r *Request) { f(w, r) }

// Errors of servers.
var (
	ErrServerClosed    = errors.New("http: Server closed")
	ErrAbortHandler    = errors.New("net/http: abort Handler")
	ErrHandlerTimeout  = errors.New("http: Handler timeout")
	ErrNotSupported    = errors.New("feature not supported")
	ErrHijacked        = errors.New("http: connection has been hijacked")
	ErrUseLastResponse = errors.New("net/http: use last response")
)

// A ConnState is what a connection of a server does.
type ConnState int

// The states of connections.
const (
	StateNew ConnState = iota
	StateActive
	StateIdle
	StateHijacked
	StateClosed
)

// String returns the name of the state.
func (s ConnState) String() string {
	return [...]string{"new", "active", "idle", "hijacked", "closed"}[s]
}

type contextKey struct{ name string }

// String returns the name of the key.
func (k *contextKey) String() string { return "net/http context value " + k.name }

// Keys of what a request's context holds.
var (
	ServerContextKey    = &contextKey{"http-server"}
	LocalAddrContextKey = &contextKey{"local-addr"}
)

// A Server answers the requests that arrive at listeners, each connection in a goroutine.
type Server struct {
	Addr              string
	Handler           Handler
	ReadTimeout       time.Duration
	ReadHeaderTimeout time.Duration
	WriteTimeout      time.Duration
	IdleTimeout       time.Duration
	MaxHeaderBytes    int
	ConnState         func(net.Conn, ConnState)
	ErrorLog          *log.Logger
	BaseContext       func(net.Listener) context.Context
	ConnContext       func(ctx context.Context, c net.Conn) context.Context

	mu         sync.Mutex
	listeners  map[net.Listener]bool
	conns      map[*conn]bool
	onShutdown []func()
	inShutdown atomic.Bool
	noReuse    atomic.Bool
}

// ListenAndServe serves what arrives at an address, until the server is closed.
func ListenAndServe(addr string, handler Handler) error {
	return (&Server{Addr: addr, Handler: handler}).ListenAndServe()
}

// Serve serves what arrives at l.
func Serve(l net.Listener, handler Handler) error { return (&Server{Handler: handler}).Serve(l) }

// ListenAndServe serves what arrives at the server's address.
func (s *Server) ListenAndServe() error {
	if s.inShutdown.Load() {
		return ErrServerClosed
	}
	addr := s.Addr
	if addr == "" {
		addr = ":http"
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	return s.Serve(l)
}

// Serve serves what arrives at l.
func (s *Server) Serve(l net.Listener) error {
	if !s.track(l) {
		return ErrServerClosed
	}
	defer s.untrack(l)
	base := context.Background()
	if s.BaseContext != nil {
		base = s.BaseContext(l)
	}
	ctx := context.WithValue(base, ServerContextKey, s)
	for {
		rwc, err := l.Accept()
		if err != nil {
			if s.inShutdown.Load() {
				return ErrServerClosed
			}
			return err
		}
		connCtx := ctx
		if s.ConnContext != nil {
			connCtx = s.ConnContext(connCtx, rwc)
		}
		c := &conn{server: s, rwc: rwc, since: time.Now()}
		c.setState(StateNew)
		go c.serve(connCtx)
	}
}

func (s *Server) track(l net.Listener) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inShutdown.Load() {
		return false
	}
	if s.listeners == nil {
		s.listeners = map[net.Listener]bool{}
	}
	s.listeners[l] = true
	return true
}

func (s *Server) untrack(l net.Listener) {
	l.Close()
	s.mu.Lock()
	delete(s.listeners, l)
	s.mu.Unlock()
}

// RegisterOnShutdown calls f in a goroutine when Shutdown is called.
func (s *Server) RegisterOnShutdown(f func()) {
	s.mu.Lock()
	s.onShutdown = append(s.onShutdown, f)
	s.mu.Unlock()
}

// SetKeepAlivesEnabled says whether connections serve more than one request.
func (s *Server) SetKeepAlivesEnabled(v bool) { s.noReuse.Store(!v) }

// Close closes all listeners and connections.
func (s *Server) Close() error {
	err := s.closeListeners()
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.rwc.Close()
		delete(s.conns, c)
	}
	return err
}

func (s *Server) closeListeners() (err error) {
	s.inShutdown.Store(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.listeners {
		if e := l.Close(); e != nil && err == nil {
			err = e
		}
	}
	return err
}

// Shutdown closes all listeners, and the connections as soon as they are idle; it waits for that until ctx is done.
func (s *Server) Shutdown(ctx context.Context) error {
	err := s.closeListeners()
	s.mu.Lock()
	for _, f := range s.onShutdown {
		go f()
	}
	s.mu.Unlock()
	interval := time.Millisecond
	timer := time.NewTimer(interval)
	defer timer.Stop()
	for {
		if s.closeIdle() {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
			interval = min(2*interval, 500*time.Millisecond)
			timer.Reset(interval)
		}
	}
}

func (s *Server) closeIdle() (quiet bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	quiet = true
	for c := range s.conns {
		// A client that has said nothing for long will not begin now.
		silent := c.state.Load() == int32(StateNew) && time.Since(c.since) > 5*time.Second
		if !silent && c.state.Load() != int32(StateIdle) {
			quiet = false
			continue
		}
		c.rwc.Close()
		delete(s.conns, c)
	}
	return quiet
}

func (s *Server) logf(format string, args ...any) {
	if s.ErrorLog != nil {
		s.ErrorLog.Printf(format, args...)
	} else {
		log.Printf(format, args...)
	}
}

// conn is a connection of a server.
type conn struct {
	server *Server
	rwc    net.Conn
	sim    *simnet.Conn
	r      connReader
	state  atomic.Int32
	cancel context.CancelFunc
	since  time.Time
}

func (c *conn) setState(state ConnState) {
	s := c.server
	s.mu.Lock()
	if s.conns == nil {
		s.conns = map[*conn]bool{}
	}
	if state == StateClosed {
		delete(s.conns, c)
	} else {
		s.conns[c] = true
	}
	s.mu.Unlock()
	c.state.Store(int32(state))
	if s.ConnState != nil {
		s.ConnState(c.rwc, state)
	}
}

// connReader looks for the client's going away while a handler runs.
type connReader struct {
	c               *conn
	mu              sync.Mutex
	cond            *sync.Cond
	inRead, aborted bool
}

func (cr *connReader) start() {
	cr.mu.Lock()
	defer cr.mu.Unlock()
	if !cr.inRead {
		cr.inRead = true
		go cr.backgroundRead()
	}
}

func (cr *connReader) backgroundRead() {
	err := cr.c.sim.Await()
	cr.mu.Lock()
	if err != nil && !(cr.aborted && err == simnet.ErrTimeout) {
		cr.c.cancel()
	}
	cr.aborted, cr.inRead = false, false
	cr.mu.Unlock()
	cr.cond.Broadcast()
}

func (cr *connReader) abortPendingRead() {
	cr.mu.Lock()
	defer cr.mu.Unlock()
	if !cr.inRead {
		return
	}
	cr.aborted = true
	cr.c.sim.SetReadDeadline(time.Unix(1, 0))
	for cr.inRead {
		cr.cond.Wait()
	}
	cr.c.sim.SetReadDeadline(time.Time{})
}

// serve answers one request after the other.
func (c *conn) serve(ctx context.Context) {
	remote := c.rwc.RemoteAddr().String()
	defer func() {
		if reason := recover(); reason != nil && reason != ErrAbortHandler {
			c.server.logf("http: panic serving %v: %v\n%s", remote, reason, debug.Stack())
		}
		if c.cancel != nil {
			c.cancel()
		}
		c.rwc.Close()
		c.setState(StateClosed)
	}()
	var err error
	if c.sim, err = simOf(c.rwc); err != nil {
		panic(err)
	}
	c.r.c, c.r.cond = c, sync.NewCond(&c.r.mu)
	ctx, c.cancel = context.WithCancel(context.WithValue(ctx, LocalAddrContextKey, c.rwc.LocalAddr()))
	s := c.server
	first := max(s.ReadHeaderTimeout, s.ReadTimeout)
	for {
		if first > 0 {
			c.sim.SetReadDeadline(time.Now().Add(first))
		}
		msg, err := c.sim.Receive()
		if err != nil {
			return
		}
		m, ok := msg.(*requestMsg)
		if !ok {
			panic(errNotHTTP)
		}
		w := c.newResponse(ctx, m, remote)
		handler := s.Handler
		if handler == nil {
			handler = DefaultServeMux
		}
		handler.ServeHTTP(w, w.req)
		w.cancel()
		w.finish()
		if w.closing || s.noReuse.Load() || s.inShutdown.Load() {
			return
		}
		c.setState(StateIdle)
		c.sim.SetWriteDeadline(time.Time{})
		if first = s.IdleTimeout; first == 0 {
			first = s.ReadTimeout
		}
		if first > 0 {
			c.sim.SetReadDeadline(time.Now().Add(first))
			if c.sim.Await() != nil {
				return
			}
			first = max(s.ReadHeaderTimeout, s.ReadTimeout)
		}
	}
}

func (c *conn) newResponse(ctx context.Context, m *requestMsg, remote string) *response {
	c.setState(StateActive)
	s := c.server
	if s.ReadHeaderTimeout > 0 || s.ReadTimeout > 0 {
		until := time.Time{}
		if s.ReadTimeout > 0 && m.more {
			until = time.Now().Add(s.ReadTimeout)
		}
		c.sim.SetReadDeadline(until)
	}
	if s.WriteTimeout > 0 {
		c.sim.SetWriteDeadline(time.Now().Add(s.WriteTimeout))
	}
	ctx, cancel := context.WithCancel(ctx)
	r := &Request{
		Method: m.method, URL: m.url, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: m.header, Body: NoBody,
		ContentLength: m.length, Close: m.close, Host: m.host, RemoteAddr: remote, RequestURI: m.url.RequestURI(), ctx: ctx,
	}
	w := &response{conn: c, req: r, cancel: cancel, header: Header{}, length: -1, closing: m.close}
	if len(m.data) > 0 || m.more {
		w.body = &received{sim: c.sim, rest: m.chunk, over: func(err error) {
			if err == io.EOF {
				c.r.start()
			}
		}}
		r.Body = w.body
	} else {
		c.r.start()
	}
	return w
}

// Close ends reading.
func (b *received) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.closed {
		b.closed = true
		b.fail(ErrBodyReadAfterClose)
	}
	return nil
}

// A ResponseWriter takes an answer.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(statusCode int)
}

// A Flusher sends what was written so far.
type Flusher interface{ Flush() }

// bufferSize is how much of an answer is collected before it is sent.
const bufferSize = 2048

// response is the answer to a request.
type response struct {
	conn    *conn
	req     *Request
	cancel  context.CancelFunc
	body    *received
	header  Header
	status  int
	length  int64 // as declared, or -1
	written int64
	buffer  []byte
	sent    bool // the header is out
	closing bool
	done    bool
}

// Header returns the header that will be sent.
func (w *response) Header() Header { return w.header }

// outside returns which function that is not one of this package has called it, and where.
func outside() string {
	var pcs [16]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	for {
		frame, more := frames.Next()
		if !more || !strings.HasPrefix(frame.Function, "net/http.") {
			return fmt.Sprintf("%s (%s:%d)", frame.Function, path.Base(frame.File), frame.Line)
		}
	}
}

func checkCode(code int) {
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
}

// WriteHeader decides on the status.
func (w *response) WriteHeader(code int) {
	if w.done || w.status != 0 {
		w.conn.server.logf("http: superfluous response.WriteHeader call from %s", outside())
		return
	}
	checkCode(code)
	w.status = code
	if text := w.header.Get("Content-Length"); text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err == nil && n >= 0 {
			w.length = n
		} else {
			w.conn.server.logf("http: invalid Content-Length of %q", text)
			w.header.Del("Content-Length")
		}
	}
}

func hasNoBody(status int) bool { return status < 200 || status == 204 || status == 304 }

// Write adds to the body.
func (w *response) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if len(b) == 0 {
		return 0, nil
	}
	if hasNoBody(w.status) {
		return 0, ErrBodyNotAllowed
	}
	w.written += int64(len(b))
	if w.length >= 0 && w.written > w.length {
		return 0, ErrContentLength
	}
	if w.req.Method == "HEAD" {
		// Only what tells its type is looked at.
		w.buffer = append(w.buffer, b[:min(len(b), sniffed-min(len(w.buffer), sniffed))]...)
		return len(b), nil
	}
	w.buffer = append(w.buffer, b...)
	if len(w.buffer) > bufferSize {
		if err := w.send(true); err != nil {
			return 0, err
		}
	}
	return len(b), nil
}

// WriteString adds to the body.
func (w *response) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// Flush sends what was written so far.
func (w *response) Flush() {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	w.send(true)
}

// SetReadDeadline lets reading the request fail from t on.
func (w *response) SetReadDeadline(t time.Time) error {
	w.conn.sim.SetReadDeadline(t)
	return nil
}

// SetWriteDeadline lets writing fail from t on.
func (w *response) SetWriteDeadline(t time.Time) error {
	w.conn.sim.SetWriteDeadline(t)
	return nil
}

// send sends the header, if that is still to be done, and what was written.
func (w *response) send(more bool) error {
	c, begin := chunk{w.buffer, more}, w.buffer
	w.buffer = nil
	if w.req.Method == "HEAD" {
		c.data = nil
	}
	if w.sent {
		if len(c.data) == 0 && more {
			return nil
		}
		return w.conn.sim.Send(c, len(c.data))
	}
	w.sent = true
	h := w.header.Clone()
	length := w.length
	if !more && length < 0 && !hasNoBody(w.status) && (w.req.Method != "HEAD" || w.written > 0) {
		length = w.written
		h["Content-Length"] = []string{strconv.FormatInt(length, 10)}
	}
	if _, ok := h["Content-Type"]; !ok && len(begin) > 0 {
		h["Content-Type"] = []string{DetectContentType(begin)}
	}
	if _, ok := h["Date"]; !ok {
		h["Date"] = []string{dateNow()}
	}
	if h.Get("Connection") == "close" || w.closing || w.conn.server.noReuse.Load() {
		w.closing = true
		h["Connection"] = []string{"close"}
	}
	m := &responseMsg{status: w.status, header: h, length: length, close: w.closing, chunk: c}
	return w.conn.sim.Send(m, lineSize+h.size()+len(c.data))
}

// finish sends what is left, and reads what is left of the request.
func (w *response) finish() {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	w.done = true
	if w.body != nil {
		if w.body.rest.more && w.body.err == nil {
			n, err := io.CopyN(io.Discard, w.body, 256<<10)
			w.closing = w.closing || err != io.EOF || n >= 256<<10
		}
		w.body.Close()
	}
	if w.length >= 0 && w.written < w.length && w.req.Method != "HEAD" && !hasNoBody(w.status) {
		w.closing = true
	}
	w.send(false)
	w.conn.r.abortPendingRead()
}

func copyURL(u *url.URL) *url.URL {
	copied := *u
	copied.Scheme, copied.Host, copied.User, copied.Fragment, copied.RawFragment = "", "", nil, "", ""
	if copied.Path == "" {
		copied.Path = "/"
	}
	return &copied
}
