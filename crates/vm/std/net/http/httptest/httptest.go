// Package httptest helps with tests of servers and clients.
package httptest

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
)

// A Server is a server at a free port.
type Server struct {
	URL      string
	Listener net.Listener
	Config   *http.Server

	client *http.Client
}

// NewServer starts a server.
func NewServer(handler http.Handler) *Server {
	s := NewUnstartedServer(handler)
	s.Start()
	return s
}

// NewUnstartedServer returns a server that is not started.
func NewUnstartedServer(handler http.Handler) *Server {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic("httptest: failed to listen on a port: " + err.Error())
	}
	return &Server{Listener: l, Config: &http.Server{Handler: handler}}
}

// Start starts a server.
func (s *Server) Start() {
	if s.URL != "" {
		panic("Server already started")
	}
	s.URL = "http://" + s.Listener.Addr().String()
	s.client = &http.Client{Transport: &http.Transport{}}
	go s.Config.Serve(s.Listener)
}

// Client returns a client for the server.
func (s *Server) Client() *http.Client { return s.client }

// CloseClientConnections closes all connections.
func (s *Server) CloseClientConnections() { s.Config.Close() }

// Close shuts the server down, and waits until all requests are answered.
func (s *Server) Close() {
	s.Listener.Close()
	s.client.CloseIdleConnections()
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	s.Config.Shutdown(context.Background())
}

// NewRequest returns a request as a server receives it.
func NewRequest(method, target string, body io.Reader) *http.Request {
	return NewRequestWithContext(context.Background(), method, target, body)
}

// NewRequestWithContext is NewRequest with a context.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) *http.Request {
	r, err := http.NewRequestWithContext(ctx, method, target, body)
	if err != nil {
		panic("invalid NewRequest arguments; " + err.Error())
	}
	r.URL, _ = url.ParseRequestURI(target)
	if r.Host = r.URL.Host; r.Host == "" {
		r.Host = "example.com"
	}
	r.RequestURI, r.RemoteAddr = target, "192.0.2.1:1234"
	if r.Body == nil {
		r.Body = http.NoBody
	}
	return r
}

// A ResponseRecorder keeps an answer.
type ResponseRecorder struct {
	Code      int
	HeaderMap http.Header
	Body      *bytes.Buffer
	Flushed   bool

	sent http.Header // as it was when the status was decided on
}

// NewRecorder returns an empty ResponseRecorder.
func NewRecorder() *ResponseRecorder {
	return &ResponseRecorder{HeaderMap: http.Header{}, Body: &bytes.Buffer{}, Code: 200}
}

// Header returns the header to be set.
func (rw *ResponseRecorder) Header() http.Header { return rw.HeaderMap }

// WriteHeader decides on the status.
func (rw *ResponseRecorder) WriteHeader(code int) {
	if rw.sent != nil {
		return
	}
	if code < 100 || code > 999 {
		panic("invalid WriteHeader code " + strconv.Itoa(code))
	}
	rw.Code, rw.sent = code, rw.HeaderMap.Clone()
}

// Write adds to the body.
func (rw *ResponseRecorder) Write(b []byte) (int, error) {
	if rw.sent == nil {
		if rw.HeaderMap.Get("Content-Type") == "" {
			rw.HeaderMap.Set("Content-Type", http.DetectContentType(b))
		}
		rw.WriteHeader(200)
	}
	if rw.Code < 200 || rw.Code == 204 || rw.Code == 304 {
		return 0, http.ErrBodyNotAllowed
	}
	return rw.Body.Write(b)
}

// WriteString adds to the body.
func (rw *ResponseRecorder) WriteString(s string) (int, error) { return rw.Write([]byte(s)) }

// Flush remembers that it was called.
func (rw *ResponseRecorder) Flush() {
	rw.WriteHeader(200)
	rw.Flushed = true
}

// Result returns the answer as a client would receive it.
func (rw *ResponseRecorder) Result() *http.Response {
	sent := rw.sent
	if sent == nil {
		sent = rw.HeaderMap.Clone()
	}
	length, err := strconv.ParseInt(sent.Get("Content-Length"), 10, 64)
	if err != nil {
		length = -1
	}
	text := http.StatusText(rw.Code)
	return &http.Response{
		Status: strconv.Itoa(rw.Code) + " " + text, StatusCode: rw.Code, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: sent, Body: io.NopCloser(bytes.NewReader(rw.Body.Bytes())), ContentLength: length,
	}
}
