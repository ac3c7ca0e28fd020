// Package url reads and writes URLs.
package url

import (
	"strconv"
	"strings"
)

// Error tells what failed with which URL.
type Error struct {
	Op  string
	URL string
	Err error
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// Error returns the operation, the URL and what is wrong.
func (e *Error) Error() string { return e.Op + " " + strconv.Quote(e.URL) + ": " + e.Err.Error() }

// Timeout reports whether a deadline was the reason.
func (e *Error) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Temporary reports whether it may go well another time.
func (e *Error) Temporary() bool {
	t, ok := e.Err.(interface{ Temporary() bool })
	return ok && t.Temporary()
}

// EscapeError is a malformed %-escape.
type EscapeError string

// Error returns the escape.
func (e EscapeError) Error() string { return "invalid URL escape " + strconv.Quote(string(e)) }

// InvalidHostError is a character that no host has.
type InvalidHostError string

// Error returns the character.
func (e InvalidHostError) Error() string {
	return "invalid character " + strconv.Quote(string(e)) + " in host name"
}

// What characters besides letters, digits and -_.~ stand for themselves in the parts of a URL.
const (
	inQuery    = ""
	inSegment  = "$&+=:@"
	inPath     = "$&+,/:;=@"
	inUser     = "$&+,;="
	inFragment = "$&+,/:;=?@!()*"
	inHost     = "!$&'()*+,;=:[]<>\""
)

func escape(s, safe string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("-_.~", c) >= 0,
			strings.IndexByte(safe, c) >= 0:
			b.WriteByte(c)
		case c == ' ' && safe == inQuery:
			b.WriteByte('+')
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

func unescape(s string, plusIsSpace bool) (string, error) {
	if !strings.ContainsAny(s, "%+") {
		return s, nil
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '%':
			n, err := strconv.ParseUint(s[i+1:min(i+3, len(s))], 16, 8)
			if err != nil || i+2 >= len(s) {
				return "", EscapeError(s[i:min(i+3, len(s))])
			}
			b.WriteByte(byte(n))
			i += 2
		case s[i] == '+' && plusIsSpace:
			b.WriteByte(' ')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), nil
}

// unescapeHost is unescape of a host or, where isZone, of the zone of an address: of %-escapes it may have only those of other
// letters than ASCII's, and a zone those of what it could have without.
func unescapeHost(s string, isZone bool) (string, error) {
	host, err := unescape(s, false)
	if err != nil {
		return "", err
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%':
			escaped := s[i : i+3]
			i += 2
			v, _ := strconv.ParseUint(escaped[1:], 16, 8)
			isOdd := v < 0x80
			if isZone {
				isOdd = v != ' ' && escape(string([]byte{byte(v)}), inHost) == escaped
			}
			if isOdd && escaped != "%25" {
				return "", EscapeError(escaped)
			}
		case c < 0x80 && escape(s[i:i+1], inHost) != s[i:i+1]:
			return "", InvalidHostError(s[i : i+1])
		}
	}
	return host, nil
}

// QueryEscape makes s safe inside a query.
func QueryEscape(s string) string { return escape(s, inQuery) }

// QueryUnescape is the reverse of QueryEscape.
func QueryUnescape(s string) (string, error) { return unescape(s, true) }

// PathEscape makes s safe as one part of a path.
func PathEscape(s string) string { return escape(s, inSegment) }

// PathUnescape is the reverse of PathEscape.
func PathUnescape(s string) (string, error) { return unescape(s, false) }
