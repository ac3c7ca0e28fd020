package http

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
)

// A ServeMux gives each request to the handler whose pattern fits best.
type ServeMux struct {
	mu       sync.RWMutex
	patterns []*pattern // each before all that are more general
}

// NewServeMux returns a ServeMux without patterns.
func NewServeMux() *ServeMux { return &ServeMux{} }

// DefaultServeMux is the ServeMux of Handle and HandleFunc.
var DefaultServeMux = &defaultServeMux

var defaultServeMux ServeMux

// Handle adds a pattern to DefaultServeMux.
func Handle(pattern string, handler Handler) { DefaultServeMux.Handle(pattern, handler) }

// HandleFunc adds a pattern to DefaultServeMux.
func HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	DefaultServeMux.HandleFunc(pattern, handler)
}

// HandleFunc adds a pattern.
func (m *ServeMux) HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	if handler == nil {
		panic("http: nil handler")
	}
	m.Handle(pattern, HandlerFunc(handler))
}

// Handle adds a pattern: [METHOD ][HOST]/PATH, in which {name} stands for a part, {name...} for the rest, and {$} for the end.
func (m *ServeMux) Handle(text string, handler Handler) {
	if text == "" {
		panic("http: invalid pattern")
	}
	if handler == nil {
		panic("http: nil handler")
	}
	p, err := parsePattern(text)
	if err != "" {
		panic(fmt.Errorf("parsing %q: %s", text, err))
	}
	p.handler = handler
	m.mu.Lock()
	defer m.mu.Unlock()
	at := len(m.patterns)
	for i, q := range m.patterns {
		switch p.compare(q) {
		case equivalent, overlapping:
			panic(fmt.Sprintf("pattern %q conflicts with pattern %q", text, q.text))
		case moreSpecific:
			at = min(at, i)
		}
	}
	m.patterns = slices.Insert(m.patterns, at, p)
}

// Handler returns the handler for a request and its pattern.
func (m *ServeMux) Handler(r *Request) (h Handler, pattern string) {
	h, p, _ := m.find(r)
	if p == nil {
		return h, ""
	}
	return h, p.text
}

// ServeHTTP gives the request to its handler.
func (m *ServeMux) ServeHTTP(w ResponseWriter, r *Request) {
	if r.RequestURI == "*" {
		w.Header().Set("Connection", "close")
		w.WriteHeader(StatusBadRequest)
		return
	}
	h, p, values := m.find(r)
	if p != nil {
		r.Pattern = p.text
		for i, s := range p.segments {
			if s.kind != literal && s.text != "" {
				r.SetPathValue(s.text, values[i])
			}
		}
	}
	h.ServeHTTP(w, r)
}

func (m *ServeMux) find(r *Request) (Handler, *pattern, []string) {
	host, _, _ := strings.Cut(r.Host, ":")
	p := r.URL.Path
	if clean := cleanPath(p); clean != p {
		_, found, _ := m.match(r.Method, host, clean)
		u := &url.URL{Path: clean, RawQuery: r.URL.RawQuery}
		return RedirectHandler(u.String(), StatusTemporaryRedirect), found, nil
	}
	h, found, values := m.match(r.Method, host, p)
	if !strings.HasSuffix(p, "/") && (found == nil || found.last().kind == rest) {
		_, below, _ := m.match(r.Method, host, p+"/")
		if below != nil && below.endsAt(p+"/") {
			u := &url.URL{Path: p + "/", RawQuery: r.URL.RawQuery}
			return RedirectHandler(u.String(), StatusTemporaryRedirect), below, nil
		}
	}
	if found != nil {
		return h, found, values
	}
	if allowed := m.methods(host, p); len(allowed) > 0 {
		return HandlerFunc(func(w ResponseWriter, r *Request) {
			w.Header().Set("Allow", strings.Join(allowed, ", "))
			Error(w, StatusText(StatusMethodNotAllowed), StatusMethodNotAllowed)
		}), nil, nil
	}
	return NotFoundHandler(), nil, nil
}

func cleanPath(p string) string {
	if p == "" {
		return "/"
	}
	if p[0] != '/' {
		p = "/" + p
	}
	if !strings.Contains(p, "//") && !strings.Contains(p, "/.") {
		return p
	}
	clean := path.Clean(p)
	if strings.HasSuffix(p, "/") && clean != "/" {
		clean += "/"
	}
	return clean
}

func (m *ServeMux) match(method, host, p string) (Handler, *pattern, []string) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	parts := strings.Split(p, "/")[1:]
	for _, withHost := range []bool{true, false} {
		for _, q := range m.patterns {
			if (q.host != "") != withHost || withHost && q.host != host {
				continue
			}
			if q.method != "" && q.method != method && !(q.method == "GET" && method == "HEAD") {
				continue
			}
			if values, ok := q.match(parts); ok {
				return q.handler, q, values
			}
		}
	}
	return nil, nil, nil
}

// methods returns the methods for which a path has a pattern.
func (m *ServeMux) methods(host, p string) []string {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var allowed []string
	for _, q := range m.patterns {
		if q.host != "" && q.host != host || q.method == "" {
			continue
		}
		_, ok := q.match(strings.Split(p, "/")[1:])
		if !ok && !strings.HasSuffix(p, "/") {
			_, ok = q.match(strings.Split(p+"/", "/")[1:])
		}
		if ok {
			allowed = append(allowed, q.method)
			if q.method == "GET" {
				allowed = append(allowed, "HEAD")
			}
		}
	}
	slices.Sort(allowed)
	return slices.Compact(allowed)
}

type kind int

const (
	literal  kind = iota
	wildcard      // {name}
	rest          // {name...}, or the end of a path with a slash
)

type segment struct {
	kind kind
	text string // the literal, or the name
}

type pattern struct {
	text, method, host string
	segments           []segment
	handler            Handler
}

func parsePattern(text string) (p *pattern, err string) {
	p = &pattern{text: text}
	where := text
	if i := strings.IndexAny(text, " \t"); i >= 0 {
		p.method, where = text[:i], strings.TrimLeft(text[i:], " \t")
		if p.method == "" || strings.ContainsAny(p.method, "/{}()<>@,;:\\\"[]?=") {
			return nil, fmt.Sprintf("at offset 0: invalid method %q", p.method)
		}
	}
	offset := len(text) - len(where)
	i := strings.IndexByte(where, '/')
	if i < 0 {
		return nil, fmt.Sprintf("at offset %d: host/path missing /", offset)
	}
	p.host = where[:i]
	if j := strings.IndexByte(p.host, '{'); j >= 0 {
		return nil, fmt.Sprintf("at offset %d: host contains '{' (missing initial '/'?)", offset+j)
	}
	offset += i
	names := map[string]bool{}
	for where = where[i:]; where != ""; {
		part, more, _ := strings.Cut(where[1:], "/")
		whole := len(part)+1 == len(where)
		s := segment{literal, part}
		switch {
		case part == "" && whole:
			s.kind = rest
		case strings.HasPrefix(part, "{"):
			s = segment{wildcard, part[1:]}
			if !strings.HasSuffix(part, "}") {
				return nil, fmt.Sprintf("at offset %d: bad wildcard segment (must end with '}')", offset+1)
			}
			s.text = s.text[:len(s.text)-1]
			switch name, isRest := strings.CutSuffix(s.text, "..."); {
			case s.text == "$":
				if !whole {
					return nil, fmt.Sprintf("at offset %d: {$} not at end", offset+1)
				}
				s = segment{literal, ""}
			case isRest:
				if !whole {
					return nil, fmt.Sprintf("at offset %d: {...} wildcard not at end", offset+1)
				}
				s = segment{rest, name}
			case name == "":
				return nil, fmt.Sprintf("at offset %d: empty wildcard", offset+1)
			}
			if s.kind != literal {
				if names[s.text] {
					return nil, fmt.Sprintf("at offset %d: duplicate wildcard name %q", offset+1, s.text)
				}
				names[s.text] = true
			}
		case strings.ContainsAny(part, "{}"):
			return nil, fmt.Sprintf("at offset %d: bad wildcard segment (must start with '{')", offset+1)
		default:
			if plain, err := url.PathUnescape(part); err == nil {
				s.text = plain
			}
		}
		p.segments = append(p.segments, s)
		offset += len(part) + 1
		if whole {
			break
		}
		where = "/" + more
	}
	return p, ""
}

// match matches the parts of a path, and returns what each segment stands for.
func (p *pattern) match(parts []string) ([]string, bool) {
	var values []string
	for i, s := range p.segments {
		if s.kind == rest {
			if i > len(parts) {
				return nil, false
			}
			return append(values, strings.Join(parts[i:], "/")), i < len(parts)
		}
		if i >= len(parts) || s.kind == literal && s.text != parts[i] || s.kind == wildcard && parts[i] == "" {
			return nil, false
		}
		values = append(values, parts[i])
	}
	return values, len(parts) == len(p.segments)
}

func (p *pattern) last() segment { return p.segments[len(p.segments)-1] }

// endsAt reports whether a path, which ends with a slash and fits, has nothing for the rest of the pattern.
func (p *pattern) endsAt(path string) bool { return len(p.segments) == strings.Count(path, "/") }

type relation int

const (
	disjoint relation = iota
	equivalent
	moreSpecific
	moreGeneral
	overlapping
)

func combine(a, b relation) relation {
	switch {
	case a == disjoint || b == disjoint:
		return disjoint
	case a == equivalent || a == b:
		return b
	case b == equivalent:
		return a
	}
	return overlapping
}

// compare tells how the requests that fit p relate to those that fit q.
func (p *pattern) compare(q *pattern) relation {
	if p.host != q.host {
		if p.host != "" && q.host != "" {
			return disjoint
		}
		// A pattern with a host wins over all without, whatever else they say.
		return disjoint
	}
	return combine(compareMethods(p.method, q.method), compareSegments(p.segments, q.segments))
}

func compareMethods(a, b string) relation {
	switch {
	case a == b:
		return equivalent
	case a == "" || a == "GET" && b == "HEAD":
		return moreGeneral
	case b == "" || b == "GET" && a == "HEAD":
		return moreSpecific
	}
	return disjoint
}

func compareSegments(a, b []segment) relation {
	found := equivalent
	for {
		if len(a) == 0 || len(b) == 0 {
			if len(a) == len(b) {
				return found
			}
			return disjoint
		}
		x, y := a[0], b[0]
		switch {
		case x.kind == rest && y.kind == rest:
			return found
		case x.kind == rest:
			return combine(found, moreGeneral)
		case y.kind == rest:
			return combine(found, moreSpecific)
		case x.kind == literal && y.kind == literal:
			if x.text != y.text {
				return disjoint
			}
		case x.kind == literal:
			if x.text == "" {
				return disjoint
			}
			found = combine(found, moreSpecific)
		case y.kind == literal:
			if y.text == "" {
				return disjoint
			}
			found = combine(found, moreGeneral)
		}
		a, b = a[1:], b[1:]
	}
}
