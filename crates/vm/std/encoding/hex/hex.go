// Package hex writes and reads bytes as hexadecimal digits.
package hex

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

const digits = "0123456789abcdef"

// ErrLength says that the number of digits is odd.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// InvalidByteError is a byte that is no digit.
type InvalidByteError byte

// Error returns the byte.
func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

// EncodedLen returns the length of n bytes as digits.
func EncodedLen(n int) int { return 2 * n }

// DecodedLen returns how many bytes n digits are.
func DecodedLen(n int) int { return n / 2 }

// AppendEncode appends the digits of src.
func AppendEncode(dst, src []byte) []byte {
	for _, c := range src {
		dst = append(dst, digits[c>>4], digits[c&15])
	}
	return dst
}

// Encode writes the digits of src to dst.
func Encode(dst, src []byte) int { return len(AppendEncode(dst[:0], src)) }

// EncodeToString returns the digits of src.
func EncodeToString(src []byte) string { return string(AppendEncode(nil, src)) }

func digit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return (c | 0x20) - 'a' + 10, true
	}
	return 0, false
}

// AppendDecode appends the bytes that src's digits stand for.
func AppendDecode(dst, src []byte) ([]byte, error) {
	for i := 0; i+1 < len(src); i += 2 {
		high, ok := digit(src[i])
		if !ok {
			return dst, InvalidByteError(src[i])
		}
		low, ok := digit(src[i+1])
		if !ok {
			return dst, InvalidByteError(src[i+1])
		}
		dst = append(dst, high<<4|low)
	}
	if n := len(src); n%2 != 0 {
		if _, ok := digit(src[n-1]); !ok {
			return dst, InvalidByteError(src[n-1])
		}
		return dst, ErrLength
	}
	return dst, nil
}

// Decode writes the bytes that src's digits stand for to dst.
func Decode(dst, src []byte) (int, error) {
	b, err := AppendDecode(dst[:0], src)
	return len(b), err
}

// DecodeString returns the bytes that the digits of s stand for.
func DecodeString(s string) ([]byte, error) { return AppendDecode([]byte{}, []byte(s)) }

type encoder struct{ w io.Writer }

// NewEncoder returns a writer that writes the digits of what is written to it.
func NewEncoder(w io.Writer) io.Writer { return encoder{w} }

func (e encoder) Write(p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		part := p[n:min(len(p), n+512)]
		var put int
		put, err = e.w.Write(AppendEncode(nil, part))
		n += put / 2
	}
	return n, err
}

type decoder struct {
	r   io.Reader
	src []byte
	err error
}

// NewDecoder returns a reader of what r's digits stand for.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.src) < 2 && d.err == nil {
		buf := make([]byte, 1024)
		var got int
		kept := copy(buf, d.src)
		got, d.err = d.r.Read(buf[kept:])
		d.src = buf[:kept+got]
		if d.err == io.EOF && len(d.src)%2 != 0 {
			d.err = io.ErrUnexpectedEOF
			if _, ok := digit(d.src[len(d.src)-1]); !ok {
				d.err = InvalidByteError(d.src[len(d.src)-1])
			}
		}
	}
	pairs := min(len(d.src)/2, len(p))
	dec, err := AppendDecode(nil, d.src[:2*pairs])
	n = copy(p, dec)
	d.src = d.src[2*n:]
	if err != nil {
		d.src, d.err = nil, err
	}
	if len(d.src) < 2 {
		return n, d.err
	}
	return n, nil
}

// Dump returns data as lines of sixteen bytes: their place, their digits and their characters.
func Dump(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	var b strings.Builder
	d := Dumper(&b)
	d.Write(data)
	d.Close()
	return b.String()
}

type dumper struct {
	w      io.Writer
	at     uint
	chars  []byte // of the line at hand
	closed bool
}

// Dumper returns a writer that dumps what is written to it; Close ends the last line.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

func (d *dumper) Write(data []byte) (n int, err error) {
	if d.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	for i, c := range data {
		var b []byte
		if len(d.chars) == 0 {
			b = fmt.Appendf(b, "%08x  ", d.at)
		}
		b = append(AppendEncode(b, []byte{c}), ' ')
		shown := c
		if c < 32 || c > 126 {
			shown = '.'
		}
		d.chars = append(d.chars, shown)
		d.at++
		switch len(d.chars) {
		case 8:
			b = append(b, ' ')
		case 16:
			b = fmt.Appendf(b, " |%s|\n", d.chars)
			d.chars = d.chars[:0]
		}
		if _, err := d.w.Write(b); err != nil {
			return i, err
		}
	}
	return len(data), nil
}

func (d *dumper) Close() error {
	if d.closed {
		return nil
	}
	d.closed = true
	if len(d.chars) == 0 {
		return nil
	}
	spaces := 3*(16-len(d.chars)) + 1
	if len(d.chars) < 8 {
		spaces++
	}
	_, err := fmt.Fprintf(d.w, "%*s|%s|\n", spaces, "", d.chars)
	return err
}
