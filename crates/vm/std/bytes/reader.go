package bytes

import (
	"io"
	"strings"
)

// A Reader reads from a slice of bytes.
type Reader struct{ r strings.Reader }

// NewReader returns a Reader of a copy of b.
func NewReader(b []byte) *Reader {
	r := new(Reader)
	r.Reset(b)
	return r
}

// Len returns how many bytes are not yet read.
func (r *Reader) Len() int { return r.r.Len() }

// Size returns the length of the slice.
func (r *Reader) Size() int64 { return r.r.Size() }

// Read reads into b.
func (r *Reader) Read(b []byte) (n int, err error) { return r.r.Read(b) }

// ReadAt reads into b from an offset.
func (r *Reader) ReadAt(b []byte, off int64) (n int, err error) { return r.r.ReadAt(b, off) }

// ReadByte reads a byte.
func (r *Reader) ReadByte() (byte, error) { return r.r.ReadByte() }

// UnreadByte makes the byte read last unread.
func (r *Reader) UnreadByte() error { return r.r.UnreadByte() }

// ReadRune reads a code point.
func (r *Reader) ReadRune() (ch rune, size int, err error) { return r.r.ReadRune() }

// UnreadRune makes the code point read last unread.
func (r *Reader) UnreadRune() error { return r.r.UnreadRune() }

// Seek sets where the next read begins.
func (r *Reader) Seek(offset int64, whence int) (int64, error) { return r.r.Seek(offset, whence) }

// WriteTo writes what is not yet read to w.
func (r *Reader) WriteTo(w io.Writer) (n int64, err error) { return r.r.WriteTo(w) }

// Reset makes the Reader read b.
func (r *Reader) Reset(b []byte) { r.r.Reset(string(b)) }
