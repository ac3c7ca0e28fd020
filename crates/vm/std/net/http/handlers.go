package http

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Error answers with a text and a status.
func Error(w ResponseWriter, text string, code int) {
	h := w.Header()
	h.Del("Content-Length")
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(code)
	fmt.Fprintln(w, text)
}

// NotFound answers that there is no such page.
func NotFound(w ResponseWriter, r *Request) { Error(w, "404 page not found", StatusNotFound) }

// NotFoundHandler returns NotFound as a Handler.
func NotFoundHandler() Handler { return HandlerFunc(NotFound) }

// Redirect answers that the client should look elsewhere.
func Redirect(w ResponseWriter, r *Request, target string, code int) {
	if u, err := url.Parse(target); err == nil && u.Scheme == "" && u.Host == "" {
		if target == "" || target[0] != '/' {
			dir, _ := path.Split(r.URL.Path)
			target = dir + target
		}
		target, query, has := strings.Cut(target, "?")
		slash := strings.HasSuffix(target, "/")
		target = path.Clean(target)
		if slash && !strings.HasSuffix(target, "/") {
			target += "/"
		}
		if has {
			target += "?" + query
		}
		redirect(w, r, target, code)
		return
	}
	redirect(w, r, target, code)
}

func redirect(w ResponseWriter, r *Request, target string, code int) {
	h := w.Header()
	_, typed := h["Content-Type"]
	h.Set("Location", target)
	if !typed && (r.Method == "GET" || r.Method == "HEAD") {
		h.Set("Content-Type", "text/html; charset=utf-8")
	}
	w.WriteHeader(code)
	if !typed && r.Method == "GET" {
		escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;").Replace(target)
		fmt.Fprintln(w, `<a href="`+escaped+`">`+StatusText(code)+"</a>.\n")
	}
}

// RedirectHandler redirects all requests.
func RedirectHandler(target string, code int) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) { Redirect(w, r, target, code) })
}

// StripPrefix takes a prefix off the paths of requests.
func StripPrefix(prefix string, h Handler) Handler {
	if prefix == "" {
		return h
	}
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		p := strings.TrimPrefix(r.URL.Path, prefix)
		if len(p) == len(r.URL.Path) {
			NotFound(w, r)
			return
		}
		r2 := r.Clone(r.Context())
		r2.URL.Path, r2.URL.RawPath = p, strings.TrimPrefix(r.URL.RawPath, prefix)
		h.ServeHTTP(w, r2)
	})
}

// A MaxBytesError says that a body was too long.
type MaxBytesError struct{ Limit int64 }

// Error says so.
func (e *MaxBytesError) Error() string { return "http: request body too large" }

type maxBytes struct {
	io.ReadCloser
	left, limit int64
}

func (m *maxBytes) Read(p []byte) (int, error) {
	if m.left < 0 {
		return 0, &MaxBytesError{m.limit}
	}
	n, err := m.ReadCloser.Read(p[:min(int64(len(p)), m.left+1)])
	if m.left -= int64(n); m.left < 0 {
		return n + int(m.left), &MaxBytesError{m.limit}
	}
	return n, err
}

// MaxBytesReader reads at most n bytes.
func MaxBytesReader(w ResponseWriter, r io.ReadCloser, n int64) io.ReadCloser {
	n = max(n, 0)
	return &maxBytes{r, n, n}
}

// MaxBytesHandler lets h read at most n bytes of a body.
func MaxBytesHandler(h Handler, n int64) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		r2 := *r
		r2.Body = MaxBytesReader(w, r.Body, n)
		h.ServeHTTP(w, &r2)
	})
}

// TimeoutHandler answers with 503 when h takes longer than dt.
func TimeoutHandler(h Handler, dt time.Duration, msg string) Handler {
	return &timeoutHandler{h, msg, dt}
}

type timeoutHandler struct {
	handler Handler
	body    string
	dt      time.Duration
}

func (h *timeoutHandler) ServeHTTP(w ResponseWriter, r *Request) {
	ctx, cancel := context.WithTimeout(r.Context(), h.dt)
	defer cancel()
	r = r.WithContext(ctx)
	done := make(chan struct{})
	panics := make(chan any, 1)
	tw := &timeoutWriter{header: Header{}, r: r}
	go func() {
		defer func() {
			if p := recover(); p != nil {
				panics <- p
			}
		}()
		h.handler.ServeHTTP(tw, r)
		close(done)
	}()
	select {
	case p := <-panics:
		panic(p)
	case <-done:
		tw.mu.Lock()
		defer tw.mu.Unlock()
		to := w.Header()
		for key, values := range tw.header {
			to[key] = values
		}
		w.WriteHeader(max(tw.code, StatusOK))
		w.Write(tw.body)
	case <-ctx.Done():
		tw.mu.Lock()
		defer tw.mu.Unlock()
		if tw.err = ctx.Err(); tw.err == context.DeadlineExceeded {
			tw.err = ErrHandlerTimeout
			w.WriteHeader(StatusServiceUnavailable)
			body := h.body
			if body == "" {
				body = "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>"
			}
			io.WriteString(w, body)
		} else {
			w.WriteHeader(StatusServiceUnavailable)
		}
	}
}

type timeoutWriter struct {
	mu     sync.Mutex
	r      *Request
	header Header
	body   []byte
	code   int
	err    error
}

func (w *timeoutWriter) Header() Header { return w.header }

func (w *timeoutWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return 0, w.err
	}
	w.code = max(w.code, StatusOK)
	w.body = append(w.body, p...)
	return len(p), nil
}

func (w *timeoutWriter) WriteHeader(code int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	checkCode(code)
	switch {
	case w.err != nil:
	case w.code != 0:
		server, _ := w.r.Context().Value(ServerContextKey).(*Server)
		if server == nil {
			server = &Server{}
		}
		server.logf("http: superfluous response.WriteHeader call from %s", outside())
	default:
		w.code = code
	}
}

// A ResponseController reaches what not every ResponseWriter can do.
type ResponseController struct{ rw ResponseWriter }

// NewResponseController returns one for the ResponseWriter of a handler.
func NewResponseController(rw ResponseWriter) *ResponseController { return &ResponseController{rw} }

func (c *ResponseController) of(does func(w any) (error, bool)) error {
	for w := c.rw; ; {
		if err, ok := does(w); ok {
			return err
		}
		u, ok := w.(interface{ Unwrap() ResponseWriter })
		if !ok {
			return fmt.Errorf("%w", ErrNotSupported)
		}
		w = u.Unwrap()
	}
}

// Flush sends what was written so far.
func (c *ResponseController) Flush() error {
	return c.of(func(w any) (error, bool) {
		f, ok := w.(Flusher)
		if ok {
			f.Flush()
		}
		return nil, ok
	})
}

// SetReadDeadline lets reading the request fail from t on.
func (c *ResponseController) SetReadDeadline(t time.Time) error {
	return c.of(func(w any) (error, bool) {
		if d, ok := w.(interface{ SetReadDeadline(time.Time) error }); ok {
			return d.SetReadDeadline(t), true
		}
		return nil, false
	})
}

// SetWriteDeadline lets writing fail from t on.
func (c *ResponseController) SetWriteDeadline(t time.Time) error {
	return c.of(func(w any) (error, bool) {
		if d, ok := w.(interface{ SetWriteDeadline(time.Time) error }); ok {
			return d.SetWriteDeadline(t), true
		}
		return nil, false
	})
}

// A Cookie is what a server lets a client remember.
type Cookie struct {
	Name, Value, Path, Domain string
	Expires                   time.Time
	MaxAge                    int
	Secure, HttpOnly          bool
}

// String returns the cookie as a header has it.
func (c *Cookie) String() string {
	s := c.Name + "=" + c.Value
	if c.Path != "" {
		s += "; Path=" + c.Path
	}
	if c.Domain != "" {
		s += "; Domain=" + c.Domain
	}
	if !c.Expires.IsZero() {
		s += "; Expires=" + c.Expires.UTC().Format(TimeFormat)
	}
	if c.MaxAge > 0 {
		s += "; Max-Age=" + strconv.Itoa(c.MaxAge)
	} else if c.MaxAge < 0 {
		s += "; Max-Age=0"
	}
	if c.HttpOnly {
		s += "; HttpOnly"
	}
	if c.Secure {
		s += "; Secure"
	}
	return s
}

// SetCookie adds a cookie to an answer.
func SetCookie(w ResponseWriter, cookie *Cookie) { w.Header().Add("Set-Cookie", cookie.String()) }

// AddCookie adds a cookie to the request.
func (r *Request) AddCookie(c *Cookie) {
	s := c.Name + "=" + c.Value
	if old := r.Header.Get("Cookie"); old != "" {
		s = old + "; " + s
	}
	r.Header.Set("Cookie", s)
}

// Cookies returns the cookies of the request.
func (r *Request) Cookies() []*Cookie {
	var cookies []*Cookie
	for _, line := range r.Header["Cookie"] {
		for part := range strings.SplitSeq(line, ";") {
			if name, value, ok := strings.Cut(strings.TrimSpace(part), "="); ok {
				cookies = append(cookies, &Cookie{Name: name, Value: strings.Trim(value, `"`)})
			}
		}
	}
	return cookies
}

// Cookie returns the cookie of a name.
func (r *Request) Cookie(name string) (*Cookie, error) {
	for _, c := range r.Cookies() {
		if c.Name == name {
			return c, nil
		}
	}
	return nil, ErrNoCookie
}

var errMissingHost = errors.New("http: no Host in request URL")
