package http

import (
	"context"
	"errors"
	"io"
	"net/url"
	"strings"
	"time"
)

// A RoundTripper sends a request and returns the answer.
type RoundTripper interface {
	RoundTrip(*Request) (*Response, error)
}

// A Response is an answer.
type Response struct {
	Status           string
	StatusCode       int
	Proto            string
	ProtoMajor       int
	ProtoMinor       int
	Header           Header
	Body             io.ReadCloser
	ContentLength    int64
	TransferEncoding []string
	Close            bool
	Uncompressed     bool
	Request          *Request
}

// Location returns where the answer redirects to.
func (r *Response) Location() (*url.URL, error) {
	to := r.Header.Get("Location")
	if to == "" {
		return nil, errors.New("http: no Location header in response")
	}
	if r.Request != nil && r.Request.URL != nil {
		return r.Request.URL.Parse(to)
	}
	return url.Parse(to)
}

// A Client sends requests and follows redirections.
type Client struct {
	Transport     RoundTripper
	CheckRedirect func(req *Request, via []*Request) error
	Timeout       time.Duration
}

// DefaultClient is the Client of Get, Head, Post and PostForm.
var DefaultClient = &Client{}

// Get sends a GET request.
func Get(url string) (*Response, error) { return DefaultClient.Get(url) }

// Head sends a HEAD request.
func Head(url string) (*Response, error) { return DefaultClient.Head(url) }

// Post sends a POST request.
func Post(url, contentType string, body io.Reader) (*Response, error) {
	return DefaultClient.Post(url, contentType, body)
}

// PostForm sends a form.
func PostForm(url string, data url.Values) (*Response, error) {
	return DefaultClient.PostForm(url, data)
}

// Get sends a GET request.
func (c *Client) Get(url string) (*Response, error) {
	req, err := NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(req)
}

// Head sends a HEAD request.
func (c *Client) Head(url string) (*Response, error) {
	req, err := NewRequest("HEAD", url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(req)
}

// Post sends a POST request.
func (c *Client) Post(url, contentType string, body io.Reader) (*Response, error) {
	req, err := NewRequest("POST", url, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", contentType)
	return c.Do(req)
}

// PostForm sends a form.
func (c *Client) PostForm(url string, data url.Values) (*Response, error) {
	return c.Post(url, "application/x-www-form-urlencoded", strings.NewReader(data.Encode()))
}

// CloseIdleConnections closes the connections that wait for their next request.
func (c *Client) CloseIdleConnections() {
	if t, ok := c.transport().(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

func (c *Client) transport() RoundTripper {
	if c.Transport != nil {
		return c.Transport
	}
	return DefaultTransport
}

// timeoutError is that of a Client's Timeout.
type timeoutError struct{ text string }

func (e *timeoutError) Error() string { return e.text }

func (e *timeoutError) Timeout() bool { return true }

func (e *timeoutError) Temporary() bool { return true }

func (e *timeoutError) Is(err error) bool { return err == context.DeadlineExceeded }

// Do sends a request and returns the answer, whose Body has to be closed.
func (c *Client) Do(req *Request) (*Response, error) {
	fail := func(req *Request, err error) error {
		method := req.Method[:1] + strings.ToLower(req.Method[1:])
		return &url.Error{Op: method, URL: req.URL.Redacted(), Err: err}
	}
	if req.URL == nil {
		return nil, &url.Error{Op: "Get", Err: errors.New("http: nil Request.URL")}
	}
	if req.Method == "" {
		req.Method = "GET"
	}
	var deadline time.Time
	if c.Timeout > 0 {
		deadline = time.Now().Add(c.Timeout)
	}
	var via []*Request
	for {
		resp, timedOut, err := c.send(req, deadline)
		if err != nil {
			if timedOut {
				err = &timeoutError{err.Error() + " (Client.Timeout exceeded while awaiting headers)"}
			}
			return nil, fail(req, err)
		}
		method, withBody, again := redirection(resp, req.Method)
		if !again || withBody && req.GetBody == nil && req.ContentLength != 0 {
			return resp, nil
		}
		next, err := c.follow(resp, req, method, withBody)
		if err == nil {
			via = append(via, req)
			err = c.mayFollow(next, via)
			if err == ErrUseLastResponse {
				return resp, nil
			}
		}
		io.CopyN(io.Discard, resp.Body, bufferSize)
		resp.Body.Close()
		if err != nil {
			if next != nil {
				req = next
			}
			return resp, fail(req, err)
		}
		req = next
	}
}

func redirection(resp *Response, method string) (next string, withBody, again bool) {
	switch resp.StatusCode {
	case 301, 302, 303:
		if method != "GET" && method != "HEAD" {
			method = "GET"
		}
		return method, false, true
	case 307, 308:
		return method, true, resp.Header.Get("Location") != ""
	}
	return "", false, false
}

func (c *Client) follow(resp *Response, req *Request, method string, withBody bool) (*Request, error) {
	to := resp.Header.Get("Location")
	if to == "" {
		return nil, errors.New(resp.Status[:3] + " response missing Location header")
	}
	u, err := req.URL.Parse(to)
	if err != nil {
		return nil, errors.New("failed to parse Location header \"" + to + "\": " + err.Error())
	}
	next := &Request{Method: method, URL: u, Header: req.Header.Clone(), Response: resp, Host: u.Host, ctx: req.ctx}
	if next.Header == nil {
		next.Header = Header{}
	}
	if withBody && req.GetBody != nil {
		next.Body, err = req.GetBody()
		next.GetBody, next.ContentLength = req.GetBody, req.ContentLength
	} else {
		next.Header.Del("Content-Type")
	}
	return next, err
}

func (c *Client) mayFollow(next *Request, via []*Request) error {
	if c.CheckRedirect != nil {
		return c.CheckRedirect(next, via)
	}
	if len(via) >= 10 {
		return errors.New("stopped after 10 redirects")
	}
	return nil
}

// send sends one request; timedOut tells that err comes from the deadline.
func (c *Client) send(req *Request, deadline time.Time) (resp *Response, timedOut bool, err error) {
	if req.RequestURI != "" {
		return nil, false, errors.New("http: Request.RequestURI can't be set in client requests")
	}
	if req.Header == nil {
		copied := *req
		req = &copied
		req.Header = Header{}
	}
	if name := req.URL.User.Username(); name != "" && req.Header.Get("Authorization") == "" {
		password, _ := req.URL.User.Password()
		req = req.Clone(req.Context())
		req.SetBasicAuth(name, password)
	}
	stop := func() {}
	original := req
	if !deadline.IsZero() {
		if own, ok := req.Context().Deadline(); !ok || deadline.Before(own) {
			var ctx context.Context
			ctx, stop = context.WithDeadline(req.Context(), deadline)
			req = req.WithContext(ctx)
		}
	}
	resp, err = c.transport().RoundTrip(req)
	if err != nil {
		stop()
		return nil, !deadline.IsZero() && time.Now().After(deadline), err
	}
	resp.Request = original
	if !deadline.IsZero() {
		resp.Body = &cancelBody{resp.Body, stop, deadline}
	}
	return resp, false, nil
}

// cancelBody ends a deadline with the body.
type cancelBody struct {
	io.ReadCloser
	stop     func()
	deadline time.Time
}

func (b *cancelBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		if err != io.EOF && time.Now().After(b.deadline) {
			err = &timeoutError{err.Error() + " (Client.Timeout or context cancellation while reading body)"}
		}
		b.stop()
	}
	return n, err
}

func (b *cancelBody) Close() error {
	err := b.ReadCloser.Close()
	b.stop()
	return err
}
