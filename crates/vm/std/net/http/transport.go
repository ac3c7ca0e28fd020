package http

import (
	"context"
	"errors"
	"internal/simnet"
	"io"
	"net"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"
)

// DefaultMaxIdleConnsPerHost is how many connections to a host are kept, unless a Transport says otherwise.
const DefaultMaxIdleConnsPerHost = 2

// DefaultTransport is that of a Client without one.
var DefaultTransport RoundTripper = &Transport{MaxIdleConns: 100, IdleConnTimeout: 90 * time.Second}

// ProxyFromEnvironment returns none.
func ProxyFromEnvironment(req *Request) (*url.URL, error) { return nil, nil }

var (
	errServerClosedIdle = errors.New("http: server closed idle connection")
	errTimeoutHeaders   = &timeoutError{"net/http: timeout awaiting response headers"}
	errCloseIdle        = errors.New("http: CloseIdleConnections called")
)

// A Transport keeps connections and sends requests over them.
type Transport struct {
	Proxy                 func(*Request) (*url.URL, error)
	DialContext           func(ctx context.Context, network, addr string) (net.Conn, error)
	Dial                  func(network, addr string) (net.Conn, error)
	MaxIdleConns          int
	MaxIdleConnsPerHost   int
	MaxConnsPerHost       int
	IdleConnTimeout       time.Duration
	ResponseHeaderTimeout time.Duration
	ExpectContinueTimeout time.Duration
	TLSHandshakeTimeout   time.Duration
	DisableKeepAlives     bool
	DisableCompression    bool
	ForceAttemptHTTP2     bool

	mu      sync.Mutex
	idle    map[string][]*persistConn // the one used last is last
	idleAll []*persistConn            // the one used last is last
	waiting map[string][]*wantConn
	conns   map[string]int // counted where there is a limit
}

// Clone returns a Transport with the same options.
func (t *Transport) Clone() *Transport {
	return &Transport{
		Proxy: t.Proxy, DialContext: t.DialContext, Dial: t.Dial, MaxIdleConns: t.MaxIdleConns,
		MaxIdleConnsPerHost: t.MaxIdleConnsPerHost, MaxConnsPerHost: t.MaxConnsPerHost, IdleConnTimeout: t.IdleConnTimeout,
		ResponseHeaderTimeout: t.ResponseHeaderTimeout, ExpectContinueTimeout: t.ExpectContinueTimeout,
		TLSHandshakeTimeout: t.TLSHandshakeTimeout, DisableKeepAlives: t.DisableKeepAlives,
		DisableCompression: t.DisableCompression, ForceAttemptHTTP2: t.ForceAttemptHTTP2,
	}
}

// CloseIdleConnections closes the connections that wait for their next request.
func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	idle := t.idleAll
	t.idleAll, t.idle = nil, map[string][]*persistConn{}
	t.mu.Unlock()
	for _, pc := range idle {
		pc.close(errCloseIdle)
	}
}

// RoundTrip sends a request and returns the answer as soon as its header is there.
func (t *Transport) RoundTrip(req *Request) (*Response, error) {
	if err := checkRequest(req); err != nil {
		closeBody(req)
		return nil, err
	}
	for {
		ctx := req.Context()
		if err := ctx.Err(); err != nil {
			closeBody(req)
			return nil, context.Cause(ctx)
		}
		pc, err := t.getConn(ctx, req)
		if err != nil {
			closeBody(req)
			return nil, err
		}
		resp, err := pc.roundTrip(ctx, req)
		if err == nil {
			resp.Request = req
			return resp, nil
		}
		again := pc.reused && (err == errServerClosedIdle) && ctx.Err() == nil
		if again && req.Body != nil && req.Body != io.ReadCloser(NoBody) {
			if again = req.GetBody != nil; again {
				copied := *req
				req = &copied
				req.Body, _ = req.GetBody()
			}
		}
		if !again {
			if err == errServerClosedIdle {
				err = io.EOF
			}
			return nil, err
		}
	}
}

func checkRequest(req *Request) error {
	switch {
	case req.URL == nil:
		return errors.New("http: nil Request.URL")
	case req.URL.Scheme == "https":
		return errors.New("https is not available in Gopark")
	case req.URL.Scheme != "http":
		return errors.New("unsupported protocol scheme " + strconv.Quote(req.URL.Scheme))
	case req.URL.Host == "":
		return errMissingHost
	}
	return nil
}

func closeBody(req *Request) {
	if req.Body != nil {
		req.Body.Close()
	}
}

// wantConn is a request that waits for a connection: the one dialed for it, or one that becomes idle before.
type wantConn struct {
	key   string
	ctx   context.Context
	ready chan struct{}

	// Under the Transport's lock.
	done bool
	pc   *persistConn
	err  error
}

func (w *wantConn) deliver(pc *persistConn, err error) bool {
	if w.done {
		return false
	}
	w.done, w.pc, w.err = true, pc, err
	close(w.ready)
	return true
}

func (t *Transport) getConn(ctx context.Context, req *Request) (*persistConn, error) {
	key := req.URL.Host
	if req.URL.Port() == "" {
		key += ":80"
	}
	w := &wantConn{key: key, ctx: ctx, ready: make(chan struct{})}
	t.mu.Lock()
	if pc := t.takeIdle(key); pc != nil {
		t.mu.Unlock()
		return pc, nil
	}
	if t.waiting == nil {
		t.waiting, t.conns = map[string][]*wantConn{}, map[string]int{}
		t.idle = map[string][]*persistConn{}
	}
	t.waiting[key] = append(t.waiting[key], w)
	if t.MaxConnsPerHost <= 0 || t.conns[key] < t.MaxConnsPerHost {
		t.conns[key]++
		go t.dialConnFor(w)
	}
	t.mu.Unlock()
	select {
	case <-w.ready:
		if w.err != nil && ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return w.pc, w.err
	case <-ctx.Done():
		t.mu.Lock()
		pc, err := w.pc, w.err
		w.done = true
		t.forget(w)
		t.mu.Unlock()
		if pc != nil && err == nil {
			t.putIdle(pc)
		}
		return nil, context.Cause(ctx)
	}
}

// forget takes w out of those who wait.
func (t *Transport) forget(w *wantConn) {
	waiting := t.waiting[w.key]
	if i := slices.Index(waiting, w); i >= 0 {
		t.waiting[w.key] = slices.Delete(waiting, i, i+1)
	}
}

// next returns the first who still waits at key.
func (t *Transport) next(key string) *wantConn {
	for len(t.waiting[key]) > 0 {
		w := t.waiting[key][0]
		t.waiting[key] = t.waiting[key][1:]
		if !w.done {
			return w
		}
	}
	return nil
}

func (t *Transport) takeIdle(key string) *persistConn {
	list := t.idle[key]
	for n := len(list); n > 0; n = len(list) {
		pc := list[n-1]
		list = list[:n-1]
		t.idle[key] = list
		t.idleAll = remove(t.idleAll, pc)
		if pc.timer != nil {
			pc.timer.Stop()
		}
		if pc.broken == nil {
			pc.reused = true
			return pc
		}
	}
	return nil
}

func remove(list []*persistConn, pc *persistConn) []*persistConn {
	if i := slices.Index(list, pc); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return list
}

func (t *Transport) dialConnFor(w *wantConn) {
	pc, err := t.dialConn(w.ctx, w.key)
	t.mu.Lock()
	delivered := w.deliver(pc, err)
	if delivered {
		t.forget(w)
	}
	if err != nil {
		t.lost(w.key)
	}
	t.mu.Unlock()
	if !delivered && err == nil {
		t.putIdle(pc)
	}
}

// lost is called under the lock when a connection is gone: somebody else may dial.
func (t *Transport) lost(key string) {
	t.conns[key]--
	if t.MaxConnsPerHost > 0 {
		for _, w := range t.waiting[key] {
			if !w.done {
				t.conns[key]++
				go t.dialConnFor(w)
				return
			}
		}
	}
}

var zeroDialer net.Dialer

func (t *Transport) dialConn(ctx context.Context, addr string) (*persistConn, error) {
	var c net.Conn
	var err error
	// The connection may serve others when this request is given up.
	ctx = context.WithoutCancel(ctx)
	switch {
	case t.DialContext != nil:
		c, err = t.DialContext(ctx, "tcp", addr)
	case t.Dial != nil:
		c, err = t.Dial("tcp", addr)
	default:
		c, err = zeroDialer.DialContext(ctx, "tcp", addr)
	}
	if err != nil {
		return nil, err
	}
	sim, err := simOf(c)
	if err != nil {
		return nil, err
	}
	pc := &persistConn{
		t: t, key: addr, conn: c, sim: sim,
		reqch: make(chan requestAndChan, 1), writech: make(chan writeRequest, 1), closech: make(chan struct{}),
	}
	go pc.readLoop()
	go pc.writeLoop()
	return pc, nil
}

// putIdle keeps a connection for the next request, if it may.
func (t *Transport) putIdle(pc *persistConn) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.DisableKeepAlives || t.MaxIdleConnsPerHost < 0 || pc.isBroken() {
		go pc.close(errServerClosedIdle)
		return false
	}
	pc.reused = true
	if w := t.next(pc.key); w != nil {
		w.deliver(pc, nil)
		return true
	}
	most := t.MaxIdleConnsPerHost
	if most == 0 {
		most = DefaultMaxIdleConnsPerHost
	}
	if len(t.idle[pc.key]) >= most {
		go pc.close(errServerClosedIdle)
		return false
	}
	t.idle[pc.key] = append(t.idle[pc.key], pc)
	t.idleAll = append(t.idleAll, pc)
	if t.MaxIdleConns > 0 && len(t.idleAll) > t.MaxIdleConns {
		oldest := t.idleAll[0]
		t.idleAll = t.idleAll[1:]
		t.idle[oldest.key] = remove(t.idle[oldest.key], oldest)
		go oldest.close(errServerClosedIdle)
	}
	if t.IdleConnTimeout > 0 {
		if pc.timer != nil {
			pc.timer.Reset(t.IdleConnTimeout)
		} else {
			pc.timer = time.AfterFunc(t.IdleConnTimeout, pc.closeIfIdle)
		}
	}
	return true
}

// persistConn is a connection of a client, with a goroutine that reads and one that writes.
type persistConn struct {
	t       *Transport
	key     string
	conn    net.Conn
	sim     *simnet.Conn
	reqch   chan requestAndChan
	writech chan writeRequest
	closech chan struct{}
	timer   *time.Timer
	reused  bool

	mu     sync.Mutex
	broken error
}

type requestAndChan struct {
	ctx    context.Context
	head   bool
	ch     chan responseAndError
	gone   chan struct{} // closed when the caller doesn't wait any more
	method string
}

type responseAndError struct {
	resp *Response
	err  error
}

type writeRequest struct {
	req *Request
	err chan error
}

func (pc *persistConn) isBroken() bool {
	pc.mu.Lock()
	defer pc.mu.Unlock()
	return pc.broken != nil
}

func (pc *persistConn) close(err error) {
	pc.mu.Lock()
	first := pc.broken == nil
	if first {
		pc.broken = err
		pc.conn.Close()
		close(pc.closech)
	}
	pc.mu.Unlock()
	if first {
		t := pc.t
		t.mu.Lock()
		t.idle[pc.key] = remove(t.idle[pc.key], pc)
		t.idleAll = remove(t.idleAll, pc)
		if pc.timer != nil {
			pc.timer.Stop()
		}
		t.lost(pc.key)
		t.mu.Unlock()
	}
}

func (pc *persistConn) closeIfIdle() {
	pc.t.mu.Lock()
	idle := slices.Contains(pc.t.idleAll, pc)
	if idle {
		pc.t.idle[pc.key] = remove(pc.t.idle[pc.key], pc)
		pc.t.idleAll = remove(pc.t.idleAll, pc)
	}
	pc.t.mu.Unlock()
	if idle {
		pc.close(errServerClosedIdle)
	}
}

// roundTrip sends a request over this connection and waits for the answer's header.
func (pc *persistConn) roundTrip(ctx context.Context, req *Request) (*Response, error) {
	gone := make(chan struct{})
	defer close(gone)
	written := make(chan error, 1)
	pc.writech <- writeRequest{req, written}
	answer := make(chan responseAndError)
	pc.reqch <- requestAndChan{ctx, req.Method == "HEAD", answer, gone, req.Method}
	var late <-chan time.Time
	for {
		select {
		case err := <-written:
			if err != nil {
				pc.close(err)
				if ctx.Err() != nil {
					err = context.Cause(ctx)
				}
				return nil, err
			}
			if d := pc.t.ResponseHeaderTimeout; d > 0 {
				timer := time.NewTimer(d)
				defer timer.Stop()
				late = timer.C
			}
		case <-pc.closech:
			select {
			case re := <-answer:
				return re.resp, re.err
			default:
			}
			if ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			return nil, pc.broken
		case <-late:
			pc.close(errTimeoutHeaders)
			return nil, errTimeoutHeaders
		case re := <-answer:
			return re.resp, re.err
		case <-ctx.Done():
			pc.close(context.Cause(ctx))
			return nil, context.Cause(ctx)
		}
	}
}

// writeLoop sends one request after the other.
func (pc *persistConn) writeLoop() {
	for {
		select {
		case w := <-pc.writech:
			err := pc.write(w.req)
			w.err <- err
			if err != nil {
				pc.close(err)
				return
			}
		case <-pc.closech:
			return
		}
	}
}

func (pc *persistConn) write(req *Request) error {
	h := req.Header.Clone()
	if h == nil {
		h = Header{}
	}
	if _, ok := h["User-Agent"]; !ok {
		h["User-Agent"] = []string{"Go-http-client/1.1"}
	}
	if _, ok := h["Accept-Encoding"]; !ok && !pc.t.DisableCompression && req.Method != "HEAD" {
		h["Accept-Encoding"] = []string{"gzip"}
	}
	if req.Close || pc.t.DisableKeepAlives {
		h["Connection"] = []string{"close"}
	}
	host := req.Host
	if host == "" {
		host = req.URL.Host
	}
	m := &requestMsg{
		method: req.Method, host: host, url: copyURL(req.URL), header: h, length: req.ContentLength,
		close: req.Close || pc.t.DisableKeepAlives,
	}
	body := req.Body
	if body == io.ReadCloser(NoBody) {
		body = nil
	}
	if body == nil {
		m.length = 0
		if req.Method == "POST" || req.Method == "PUT" || req.Method == "PATCH" {
			h["Content-Length"] = []string{"0"}
		}
		return pc.sim.Send(m, lineSize+h.size())
	}
	defer body.Close()
	if m.length > 0 {
		h["Content-Length"] = []string{strconv.FormatInt(m.length, 10)}
	} else {
		m.length = -1
	}
	return pc.writeBody(m, req, body)
}

func (pc *persistConn) writeBody(m *requestMsg, req *Request, body io.Reader) error {
	var first any = m
	sent := int64(0)
	buffer := make([]byte, chunkSize)
	for {
		n, err := body.Read(buffer)
		sent += int64(n)
		if err != nil && err != io.EOF {
			return err
		}
		if err == io.EOF && req.ContentLength > 0 && sent != req.ContentLength {
			return errors.New("http: ContentLength=" + strconv.FormatInt(req.ContentLength, 10) + " with Body length " + strconv.FormatInt(sent, 10))
		}
		over := err == io.EOF || req.ContentLength > 0 && sent == req.ContentLength
		if n == 0 && !over {
			continue
		}
		c := chunk{slices.Clone(buffer[:n]), !over}
		size := n
		if first != nil {
			m.chunk = c
			size += lineSize + m.header.size()
		} else {
			first = c
		}
		if err := pc.sim.Send(first, size); err != nil || over {
			return err
		}
		first = nil
	}
}

// readLoop reads one answer after the other.
func (pc *persistConn) readLoop() {
	reason := errServerClosedIdle
	defer func() { pc.close(reason) }()
	for alive := true; alive; {
		msg, err := pc.sim.Receive()
		if err != nil {
			return
		}
		rc := <-pc.reqch
		m, ok := msg.(*responseMsg)
		if !ok {
			reason = errNotHTTP
			return
		}
		alive = !m.close && !pc.t.DisableKeepAlives
		resp := &Response{
			Status: strconv.Itoa(m.status) + " " + StatusText(m.status), StatusCode: m.status, Proto: "HTTP/1.1", ProtoMajor: 1,
			ProtoMinor: 1, Header: m.header, Body: NoBody, ContentLength: m.length, Close: m.close,
		}
		if len(m.data) == 0 && !m.more || rc.head {
			if resp.ContentLength < 0 && !rc.head {
				resp.ContentLength = 0
			}
			alive = alive && pc.t.putIdle(pc)
			select {
			case rc.ch <- responseAndError{resp, nil}:
			case <-rc.gone:
				return
			}
			continue
		}
		// Who has read to the end can use the connection for the next request: that waits until it is idle.
		read, settled := make(chan bool, 2), make(chan struct{})
		body := &received{sim: pc.sim, rest: m.chunk, over: func(err error) {
			read <- err == io.EOF
			if err == io.EOF {
				<-settled
			}
		}}
		resp.Body = &clientBody{body, rc.ctx}
		select {
		case rc.ch <- responseAndError{resp, nil}:
		case <-rc.gone:
			return
		}
		select {
		case whole := <-read:
			alive = alive && whole && pc.t.putIdle(pc)
		case <-rc.ctx.Done():
			alive = false
			reason = context.Cause(rc.ctx)
		case <-pc.closech:
			alive = false
		}
		close(settled)
	}
}

// clientBody is a body whose request may be cancelled.
type clientBody struct {
	*received
	ctx context.Context
}

func (b *clientBody) Read(p []byte) (int, error) {
	n, err := b.received.Read(p)
	if err != nil && err != io.EOF && err != ErrBodyReadAfterClose && b.ctx.Err() != nil {
		err = context.Cause(b.ctx)
	}
	return n, err
}
