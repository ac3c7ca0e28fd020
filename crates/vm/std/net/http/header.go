package http

import (
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// A Header is the lines before a body, by canonical key.
type Header map[string][]string

// Add adds a value to those of key.
func (h Header) Add(key, value string) {
	key = CanonicalHeaderKey(key)
	h[key] = append(h[key], value)
}

// Set makes value the only one of key.
func (h Header) Set(key, value string) { h[CanonicalHeaderKey(key)] = []string{value} }

// Get returns the first value of key.
func (h Header) Get(key string) string {
	if values := h.Values(key); len(values) > 0 {
		return values[0]
	}
	return ""
}

// Values returns the values of key.
func (h Header) Values(key string) []string { return h[CanonicalHeaderKey(key)] }

// Del removes the values of key.
func (h Header) Del(key string) { delete(h, CanonicalHeaderKey(key)) }

// Clone returns a copy.
func (h Header) Clone() Header {
	if h == nil {
		return nil
	}
	copied := make(Header, len(h))
	for key, values := range h {
		copied[key] = slices.Clone(values)
	}
	return copied
}

// Write writes the lines, sorted by key.
func (h Header) Write(w io.Writer) error {
	for _, key := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[key] {
			if _, err := io.WriteString(w, key+": "+strings.TrimSpace(value)+"\r\n"); err != nil {
				return err
			}
		}
	}
	return nil
}

// size is about how many bytes the lines have.
func (h Header) size() int {
	n := 0
	for key, values := range h {
		for _, value := range values {
			n += len(key) + len(value) + 4
		}
	}
	return n
}

// CanonicalHeaderKey makes the first letter and those after hyphens large, and the others small.
func CanonicalHeaderKey(key string) string {
	large := true
	for i := 0; i < len(key); i++ {
		c := key[i]
		if 'a' <= c && c <= 'z' && large || 'A' <= c && c <= 'Z' && !large {
			return canonical(key)
		}
		if c <= ' ' || c >= 0x7F || strings.IndexByte("()<>@,;:\\\"/[]?={}", c) >= 0 {
			return key
		}
		large = c == '-'
	}
	return key
}

func canonical(key string) string {
	b := []byte(key)
	large := true
	for i, c := range b {
		if c <= ' ' || c >= 0x7F || strings.IndexByte("()<>@,;:\\\"/[]?={}", c) >= 0 {
			return key
		}
		if 'a' <= c|0x20 && c|0x20 <= 'z' {
			b[i] = c | 0x20
			if large {
				b[i] = c &^ 0x20
			}
		}
		large = c == '-'
	}
	return string(b)
}

// TimeFormat is how headers write times.
const TimeFormat = "Mon, 02 Jan 2006 15:04:05 GMT"

// date is the text of the second in which it was asked for last.
var date struct {
	second int64
	text   string
}

func dateNow() string {
	now := time.Now()
	if second := now.Unix(); second != date.second || date.text == "" {
		date.text = now.UTC().Format(TimeFormat)
		date.second = second
	}
	return date.text
}

// sniffed is how much of a body tells its type.
const sniffed = 512

// DetectContentType guesses what kind of text or data the beginning of a body is.
func DetectContentType(data []byte) string {
	data = data[:min(len(data), sniffed)]
	text := strings.TrimLeft(string(data), "\t\n\f\r ")
	head := strings.ToUpper(text[:min(len(text), 16)])
	for _, tag := range []string{
		"<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<IFRAME", "<H1", "<DIV", "<FONT", "<TABLE", "<A", "<STYLE",
		"<TITLE", "<B", "<BODY", "<BR", "<P", "<!--",
	} {
		if strings.HasPrefix(head, tag) && (tag == "<!--" || len(text) > len(tag) && (text[len(tag)] == ' ' || text[len(tag)] == '>')) {
			return "text/html; charset=utf-8"
		}
	}
	switch {
	case strings.HasPrefix(text, "<?xml"):
		return "text/xml; charset=utf-8"
	case strings.HasPrefix(string(data), "%PDF-"):
		return "application/pdf"
	case strings.HasPrefix(string(data), "\x89PNG\x0D\x0A\x1A\x0A"):
		return "image/png"
	case strings.HasPrefix(string(data), "\x1F\x8B\x08"):
		return "application/x-gzip"
	}
	for _, c := range data {
		if c <= 8 || c == 0x0B || 0x0E <= c && c <= 0x1A || 0x1C <= c && c <= 0x1F {
			return "application/octet-stream"
		}
	}
	return "text/plain; charset=utf-8"
}
