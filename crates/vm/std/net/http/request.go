package http

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"strconv"
	"strings"
)

// Errors of requests.
var (
	ErrNoCookie       = errors.New("http: named cookie not present")
	ErrMissingFile    = errors.New("http: no such file")
	ErrBodyNotAllowed = errors.New("http: request method or response status code does not allow body")
	ErrContentLength  = errors.New("http: wrote more than the declared Content-Length")
)

// A Request is what a server has received or a client is going to send.
type Request struct {
	Method     string
	URL        *url.URL
	Proto      string
	ProtoMajor int
	ProtoMinor int
	Header     Header
	Body       io.ReadCloser
	GetBody    func() (io.ReadCloser, error)

	ContentLength    int64
	TransferEncoding []string
	Close            bool
	Host             string
	Form             url.Values
	PostForm         url.Values
	RemoteAddr       string
	RequestURI       string
	Response         *Response
	Pattern          string

	ctx    context.Context
	values map[string]string // of the wildcards of the pattern
}

// NewRequest is NewRequestWithContext with context.Background.
func NewRequest(method, url string, body io.Reader) (*Request, error) {
	return NewRequestWithContext(context.Background(), method, url, body)
}

// NewRequestWithContext returns a request to be sent by a Client.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) (*Request, error) {
	if method == "" {
		method = "GET"
	}
	if strings.ContainsAny(method, " \t\r\n/()<>@,;:\\\"[]?={}") {
		return nil, errors.New("net/http: invalid method " + strconv.Quote(method))
	}
	if ctx == nil {
		return nil, errors.New("net/http: nil Context")
	}
	u, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	r := &Request{
		ctx: ctx, Method: method, URL: u, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: Header{}, Host: u.Host,
	}
	r.setBody(body)
	return r, nil
}

func (r *Request) setBody(body io.Reader) {
	if body == nil {
		return
	}
	rc, ok := body.(io.ReadCloser)
	if !ok {
		rc = io.NopCloser(body)
	}
	r.Body = rc
	var again func() io.Reader
	switch b := body.(type) {
	case *bytes.Buffer:
		data := b.Bytes()
		r.ContentLength = int64(len(data))
		again = func() io.Reader { return bytes.NewReader(data) }
	case *bytes.Reader:
		r.ContentLength = int64(b.Len())
		saved := *b
		again = func() io.Reader { b := saved; return &b }
	case *strings.Reader:
		r.ContentLength = int64(b.Len())
		saved := *b
		again = func() io.Reader { b := saved; return &b }
	default:
		return
	}
	r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(again()), nil }
	if r.ContentLength == 0 {
		r.Body = NoBody
		r.GetBody = func() (io.ReadCloser, error) { return NoBody, nil }
	}
}

// Context returns the context: of a server's request, one that is cancelled when the client goes away or the handler returns.
func (r *Request) Context() context.Context {
	if r.ctx == nil {
		return context.Background()
	}
	return r.ctx
}

// WithContext returns a copy with another context.
func (r *Request) WithContext(ctx context.Context) *Request {
	if ctx == nil {
		panic("nil context")
	}
	copied := *r
	copied.ctx = ctx
	return &copied
}

// Clone returns a deep copy with another context.
func (r *Request) Clone(ctx context.Context) *Request {
	copied := r.WithContext(ctx)
	copied.Header = r.Header.Clone()
	if r.URL != nil {
		u := *r.URL
		copied.URL = &u
	}
	return copied
}

// ProtoAtLeast reports whether the protocol is as new as that.
func (r *Request) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

// UserAgent returns the header of that name.
func (r *Request) UserAgent() string { return r.Header.Get("User-Agent") }

// Referer returns the header of that name.
func (r *Request) Referer() string { return r.Header.Get("Referer") }

// PathValue returns what a wildcard of the pattern stands for.
func (r *Request) PathValue(name string) string { return r.values[name] }

// SetPathValue sets what a wildcard stands for.
func (r *Request) SetPathValue(name, value string) {
	if r.values == nil {
		r.values = map[string]string{}
	}
	r.values[name] = value
}

// ParseForm reads the query and the form in the body.
func (r *Request) ParseForm() (err error) {
	if r.PostForm == nil {
		r.PostForm = url.Values{}
		kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
		if (r.Method == "POST" || r.Method == "PUT" || r.Method == "PATCH") && kind == "application/x-www-form-urlencoded" && r.Body != nil {
			var body []byte
			if body, err = io.ReadAll(r.Body); err == nil {
				r.PostForm, err = url.ParseQuery(string(body))
			}
		}
	}
	if r.Form == nil {
		query, queryErr := url.ParseQuery(r.URL.RawQuery)
		if err == nil {
			err = queryErr
		}
		r.Form = url.Values{}
		for _, from := range []url.Values{r.PostForm, query} {
			for key, values := range from {
				r.Form[key] = append(r.Form[key], values...)
			}
		}
	}
	return err
}

// FormValue returns the first value of key in the body or the query.
func (r *Request) FormValue(key string) string {
	r.ParseForm()
	return r.Form.Get(key)
}

// PostFormValue returns the first value of key in the body.
func (r *Request) PostFormValue(key string) string {
	r.ParseForm()
	return r.PostForm.Get(key)
}

// SetBasicAuth adds a name and a password.
func (r *Request) SetBasicAuth(username, password string) {
	r.Header.Set("Authorization", "Basic "+encode64(username+":"+password))
}

// BasicAuth returns the name and the password, if there are some.
func (r *Request) BasicAuth() (username, password string, ok bool) {
	auth := r.Header.Get("Authorization")
	if len(auth) < 6 || !strings.EqualFold(auth[:6], "Basic ") {
		return "", "", false
	}
	text, ok := decode64(auth[6:])
	if !ok {
		return "", "", false
	}
	return strings.Cut(text, ":")
}

const digits64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

func encode64(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i += 3 {
		var group [3]byte
		n := copy(group[:], s[i:])
		bits := uint(group[0])<<16 | uint(group[1])<<8 | uint(group[2])
		for j := range 4 {
			if j > n {
				b.WriteByte('=')
			} else {
				b.WriteByte(digits64[bits>>(18-6*j)&63])
			}
		}
	}
	return b.String()
}

func decode64(s string) (string, bool) {
	s = strings.TrimRight(s, "=")
	var b strings.Builder
	bits, n := uint(0), 0
	for i := 0; i < len(s); i++ {
		digit := strings.IndexByte(digits64, s[i])
		if digit < 0 {
			return "", false
		}
		bits, n = bits<<6|uint(digit), n+6
		if n >= 8 {
			n -= 8
			b.WriteByte(byte(bits >> n))
		}
	}
	return b.String(), true
}
