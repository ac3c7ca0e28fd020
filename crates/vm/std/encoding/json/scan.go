package json

import (
	"bytes"
	"strconv"
	"strings"
)

// A SyntaxError tells where a text is not JSON.
type SyntaxError struct {
	msg    string
	Offset int64 // bytes read before the error
}

// Error says what is wrong.
func (e *SyntaxError) Error() string { return e.msg }

// scanner reads JSON texts.
type scanner struct {
	data []byte
	at   int
	deep int
}

const nestingMax = 10000

func (s *scanner) peek() byte {
	for s.at < len(s.data) {
		switch s.data[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return s.data[s.at]
		}
	}
	return 0
}

func (s *scanner) ends() bool { return s.at >= len(s.data) }

// wrong is the error of the character at hand.
func (s *scanner) wrong(context string) error {
	if s.ends() {
		return &SyntaxError{"unexpected end of JSON input", int64(len(s.data))}
	}
	c := s.data[s.at]
	shown := "'" + string(rune(c)) + "'"
	switch {
	case c == '\'':
		shown = `'\''`
	case c == '"':
		shown = `'"'`
	case c < ' ' || c >= 0x7f:
		quoted := strconv.Quote(string(rune(c)))
		shown = "'" + quoted[1:len(quoted)-1] + "'"
	}
	return &SyntaxError{"invalid character " + shown + " " + context, int64(s.at) + 1}
}

// skip passes one value and returns its text.
func (s *scanner) skip() ([]byte, error) {
	c := s.peek()
	start := s.at
	err := s.pass(c)
	return s.data[start:s.at], err
}

func (s *scanner) pass(c byte) error {
	switch {
	case c == '{':
		return s.list('}', true)
	case c == '[':
		return s.list(']', false)
	case c == '"':
		return s.str()
	case c == '-' || '0' <= c && c <= '9':
		return s.number()
	case c == 't':
		return s.word("true")
	case c == 'f':
		return s.word("false")
	case c == 'n':
		return s.word("null")
	}
	return s.wrong("looking for beginning of value")
}

func (s *scanner) word(w string) error {
	for i := 0; i < len(w); i++ {
		if s.ends() || s.data[s.at] != w[i] {
			return s.wrong("in literal " + w + " (expecting '" + w[i:i+1] + "')")
		}
		s.at++
	}
	return nil
}

func (s *scanner) digits() bool {
	start := s.at
	for !s.ends() && '0' <= s.data[s.at] && s.data[s.at] <= '9' {
		s.at++
	}
	return s.at > start
}

func (s *scanner) number() error {
	if s.data[s.at] == '-' {
		s.at++
	}
	if !s.ends() && s.data[s.at] == '0' {
		s.at++
	} else if !s.digits() {
		return s.wrong("in numeric literal")
	}
	if !s.ends() && s.data[s.at] == '.' {
		s.at++
		if !s.digits() {
			return s.wrong("after decimal point in numeric literal")
		}
	}
	if !s.ends() && (s.data[s.at] == 'e' || s.data[s.at] == 'E') {
		s.at++
		if !s.ends() && (s.data[s.at] == '+' || s.data[s.at] == '-') {
			s.at++
		}
		if !s.digits() {
			return s.wrong("in exponent of numeric literal")
		}
	}
	return nil
}

func (s *scanner) str() error {
	for s.at++; !s.ends(); s.at++ {
		switch c := s.data[s.at]; {
		case c == '"':
			s.at++
			return nil
		case c < ' ':
			return s.wrong("in string")
		case c == '\\':
			at := s.at
			s.at++
			if s.ends() || strings.IndexByte(`"\/bfnrtu`, s.data[s.at]) < 0 {
				if s.ends() {
					return s.wrong("")
				}
				return s.badEscape(at, at+2)
			}
			if s.data[s.at] == 'u' {
				for range 4 {
					s.at++
					if s.ends() || strings.IndexByte("0123456789abcdefABCDEF", s.data[s.at]) < 0 {
						return s.badEscape(at, at+6)
					}
				}
			}
		}
	}
	return s.wrong("")
}

func (s *scanner) badEscape(from, to int) error {
	text := string(s.data[from:min(to, len(s.data))])
	return &SyntaxError{"invalid escape sequence `" + text + "` in string", int64(from)}
}

// list passes an object or an array.
func (s *scanner) list(shut byte, object bool) error {
	s.deep++
	defer func() { s.deep-- }()
	if s.deep > nestingMax {
		return &SyntaxError{"exceeded max depth", int64(s.at) + 1}
	}
	s.at++
	if s.peek() == shut {
		s.at++
		return nil
	}
	for {
		c := s.peek()
		if object {
			if c != '"' {
				return s.wrong("looking for beginning of object key string")
			}
			if err := s.str(); err != nil {
				return err
			}
			if s.peek() != ':' {
				return s.wrong("after object key")
			}
			s.at++
			c = s.peek()
		}
		if err := s.pass(c); err != nil {
			return err
		}
		switch s.peek() {
		case ',':
			s.at++
		case shut:
			s.at++
			return nil
		default:
			if object {
				return s.wrong("after object key:value pair")
			}
			return s.wrong("after array value")
		}
	}
}

// check returns what is wrong with a JSON text.
func check(data []byte) error {
	s := &scanner{data: data}
	if _, err := s.skip(); err != nil {
		return err
	}
	if s.peek(); !s.ends() {
		return s.wrong("after top-level value")
	}
	return nil
}

// Valid reports whether data is JSON.
func Valid(data []byte) bool { return check(data) == nil }

// Compact appends src to dst without blanks.
func Compact(dst *bytes.Buffer, src []byte) error {
	if err := check(src); err != nil {
		return err
	}
	dst.Write(compacted(nil, src, false))
	return nil
}

// HTMLEscape appends src to dst, with <, > and & in strings escaped.
func HTMLEscape(dst *bytes.Buffer, src []byte) {
	for _, c := range src {
		if c == '<' || c == '>' || c == '&' {
			dst.WriteString(`\u00` + strconv.FormatInt(int64(c), 16))
		} else {
			dst.WriteByte(c)
		}
	}
}

func compacted(b, src []byte, html bool) []byte {
	inString := false
	for i := 0; i < len(src); i++ {
		c := src[i]
		switch {
		case html && (c == '<' || c == '>' || c == '&'):
			b = append(b, `\u00`...)
			b = strconv.AppendInt(b, int64(c), 16)
			continue
		case inString && c == '\\' && i+1 < len(src):
			b = append(b, c)
			i++
			c = src[i]
		case c == '"':
			inString = !inString
		case !inString && (c == ' ' || c == '\t' || c == '\r' || c == '\n'):
			continue
		}
		b = append(b, c)
	}
	return b
}

// Indent appends src to dst with line breaks and indentation.
func Indent(dst *bytes.Buffer, src []byte, prefix, indent string) error {
	if err := check(src); err != nil {
		return err
	}
	dst.Write(indented(nil, src, prefix, indent))
	return nil
}

func indented(b, src []byte, prefix, indent string) []byte {
	depth := 0
	newline := func() {
		b = append(b, '\n')
		b = append(b, prefix...)
		for range depth {
			b = append(b, indent...)
		}
	}
	inString, opened := false, false
	end := len(bytes.TrimRight(src, " \t\r\n"))
	for i := 0; i < end; i++ {
		c := src[i]
		if inString {
			b = append(b, c)
			if c == '\\' && i+1 < len(src) {
				i++
				b = append(b, src[i])
			}
			inString = c != '"'
			continue
		}
		if c == ' ' || c == '\t' || c == '\r' || c == '\n' {
			continue
		}
		if opened && c != '}' && c != ']' {
			depth++
			newline()
		}
		wasOpened := opened
		opened = false
		switch c {
		case '{', '[':
			b = append(b, c)
			opened = true
		case '}', ']':
			if !wasOpened {
				depth--
				newline()
			}
			b = append(b, c)
		case ',':
			b = append(b, c)
			newline()
		case ':':
			b = append(b, ':', ' ')
		default:
			b = append(b, c)
			inString = c == '"'
		}
	}
	return append(b, src[end:]...)
}
