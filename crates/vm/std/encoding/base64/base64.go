// Package base64 writes bytes with 64 printable characters.
package base64

import (
	"io"
	"strconv"
)

// An Encoding is an alphabet with a way of padding.
type Encoding struct {
	alphabet string
	values   [256]uint8 // 255 for what is not in the alphabet
	padding  rune
	strict   bool
}

// Paddings: the usual one, and none.
const (
	StdPadding = '='
	NoPadding  = rune(-1)
)

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// The usual encodings.
var (
	StdEncoding    = NewEncoding(letters + "+/")
	URLEncoding    = NewEncoding(letters + "-_")
	RawStdEncoding = StdEncoding.WithPadding(NoPadding)
	RawURLEncoding = URLEncoding.WithPadding(NoPadding)
)

// NewEncoding returns an Encoding for an alphabet of 64 bytes, padded with =.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 64 {
		panic("encoding alphabet is not 64-bytes long")
	}
	e := &Encoding{alphabet: encoder, padding: StdPadding}
	for i := range e.values {
		e.values[i] = 255
	}
	for i := range 64 {
		switch c := encoder[i]; {
		case c == '\n' || c == '\r':
			panic("encoding alphabet contains newline character")
		case e.values[c] != 255:
			panic("encoding alphabet includes duplicate symbols")
		}
		e.values[encoder[i]] = uint8(i)
	}
	return e
}

// WithPadding returns the encoding with another character for padding, or none.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	switch {
	case padding < NoPadding || padding == '\r' || padding == '\n' || padding > 0xff:
		panic("invalid padding")
	case padding != NoPadding && enc.values[byte(padding)] != 255:
		panic("padding contained in alphabet")
	}
	enc.padding = padding
	return &enc
}

// Strict returns the encoding with the unused bits at the end having to be 0.
func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

// EncodedLen returns how long n bytes become.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

// DecodedLen returns how many bytes n characters stand for at most.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/4*3 + n%4*6/8
	}
	return n / 4 * 3
}

// AppendEncode appends src, encoded.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	for len(src) > 0 {
		n := min(len(src), 3)
		var bits uint32
		for i := range 3 {
			bits <<= 8
			if i < n {
				bits |= uint32(src[i])
			}
		}
		for i := range 4 {
			switch {
			case i <= n:
				dst = append(dst, enc.alphabet[bits>>18&63])
			case enc.padding != NoPadding:
				dst = append(dst, byte(enc.padding))
			}
			bits <<= 6
		}
		src = src[n:]
	}
	return dst
}

// Encode writes src, encoded, to dst.
func (enc *Encoding) Encode(dst, src []byte) { copy(dst, enc.AppendEncode(nil, src)) }

// EncodeToString returns src, encoded.
func (enc *Encoding) EncodeToString(src []byte) string { return string(enc.AppendEncode(nil, src)) }

// A CorruptInputError is the place of a wrong character.
type CorruptInputError int64

// Error names the place.
func (e CorruptInputError) Error() string {
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// AppendDecode appends what src stands for; line breaks are passed over.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	var bits uint32
	have, at := 0, 0
	skip := func() bool {
		for at < len(src) && (src[at] == '\n' || src[at] == '\r') {
			at++
		}
		return at < len(src)
	}
	flush := func() {
		dst = append(dst, []byte{byte(bits >> 16), byte(bits >> 8), byte(bits)}[:have-1]...)
		bits, have = 0, 0
	}
	for skip() {
		c := src[at]
		if v := enc.values[c]; v != 255 {
			bits |= uint32(v) << (18 - 6*have)
			have++
			at++
			if have == 4 {
				flush()
			}
			continue
		}
		if rune(c) != enc.padding || have < 2 {
			return dst, CorruptInputError(at)
		}
		at++
		if have == 2 {
			if !skip() {
				return dst, CorruptInputError(len(src))
			}
			if rune(src[at]) != enc.padding {
				return dst, CorruptInputError(at - 1)
			}
			at++
		}
		if enc.strict && bits<<(8*(have-1))&0xffffff != 0 {
			return dst, CorruptInputError(at - 4 + have)
		}
		flush()
		if skip() {
			return dst, CorruptInputError(at)
		}
		return dst, nil
	}
	switch {
	case have == 0:
	case have == 1 || enc.padding != NoPadding:
		return dst, CorruptInputError(at - have)
	case enc.strict && bits<<(8*(have-1))&0xffffff != 0:
		return dst, CorruptInputError(at - 4 + have)
	default:
		flush()
	}
	return dst, nil
}

// Decode writes what src stands for to dst and returns how many bytes that is.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	b, err := enc.AppendDecode(nil, src)
	return copy(dst, b), err
}

// DecodeString returns what s stands for.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	return enc.AppendDecode(make([]byte, 0, enc.DecodedLen(len(s))), []byte(s))
}

type encoder struct {
	enc  *Encoding
	w    io.Writer
	rest []byte
}

// NewEncoder returns a writer that encodes what is written to it; Close writes what is left.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	e.rest = append(e.rest, p...)
	whole := len(e.rest) / 3 * 3
	if whole > 0 {
		_, err = e.w.Write(e.enc.AppendEncode(nil, e.rest[:whole]))
		e.rest = append([]byte(nil), e.rest[whole:]...)
	}
	return len(p), err
}

func (e *encoder) Close() error {
	var err error
	if len(e.rest) > 0 {
		_, err = e.w.Write(e.enc.AppendEncode(nil, e.rest))
		e.rest = nil
	}
	return err
}

type decoder struct {
	enc  *Encoding
	r    io.Reader
	done bool
	out  []byte
	err  error
}

// NewDecoder returns a reader of what r's characters stand for.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if !d.done {
		d.done = true
		var src []byte
		if src, d.err = io.ReadAll(d.r); d.err == nil {
			d.out, d.err = d.enc.AppendDecode(nil, src)
		}
	}
	if len(d.out) > 0 {
		n = copy(p, d.out)
		d.out = d.out[n:]
		return n, nil
	}
	if d.err != nil {
		return 0, d.err
	}
	return 0, io.EOF
}
