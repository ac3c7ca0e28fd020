package bytes

import (
	"errors"
	"io"
	"math"
	"unicode/utf8"
)

// ErrTooLarge is what a Buffer panics with when it cannot grow.
var ErrTooLarge = errors.New("bytes.Buffer: too large")

// A Buffer is written at its end and read from its beginning; the zero value is empty.
type Buffer struct {
	buf      []byte
	off      int // what is before is read
	lastRead int // bytes of the rune read last; unreadByte when a byte can be unread
}

const unreadByte = -1

// NewBuffer returns a Buffer whose unread part is buf.
func NewBuffer(buf []byte) *Buffer { return &Buffer{buf: buf} }

// NewBufferString returns a Buffer whose unread part is s.
func NewBufferString(s string) *Buffer { return &Buffer{buf: []byte(s)} }

// Bytes returns the unread part.
func (b *Buffer) Bytes() []byte { return b.buf[b.off:] }

// AvailableBuffer returns the room after the unread part, as an empty slice.
func (b *Buffer) AvailableBuffer() []byte { return b.buf[len(b.buf):] }

// String returns the unread part; "<nil>" of a nil Buffer.
func (b *Buffer) String() string {
	if b == nil {
		return "<nil>"
	}
	return string(b.buf[b.off:])
}

// Len returns the length of the unread part.
func (b *Buffer) Len() int { return len(b.buf) - b.off }

// Cap returns for how many bytes there is room.
func (b *Buffer) Cap() int { return cap(b.buf) }

// Available returns for how many more bytes there is room.
func (b *Buffer) Available() int { return cap(b.buf) - len(b.buf) }

// Truncate keeps the first n unread bytes.
func (b *Buffer) Truncate(n int) {
	if n == 0 {
		b.Reset()
		return
	}
	b.lastRead = 0
	if n < 0 || n > b.Len() {
		panic("bytes.Buffer: truncation out of range")
	}
	b.buf = b.buf[:b.off+n]
}

// Reset empties the Buffer.
func (b *Buffer) Reset() {
	b.buf = b.buf[:0]
	b.off = 0
	b.lastRead = 0
}

// begin makes ready for writing n bytes.
func (b *Buffer) begin(n int) {
	b.lastRead = 0
	if b.off > 0 && b.off == len(b.buf) {
		b.Reset()
	}
	if n > cap(b.buf)-len(b.buf) {
		b.makeRoom(n)	}
}

// makeRoom makes room for n bytes that have none: the unread part is moved to the beginning, or to a buffer twice as large.
func (b *Buffer) makeRoom(n int) {
	have, total := b.Len(), cap(b.buf)
	switch {
	case b.buf == nil && n <= 64:
		b.buf = make([]byte, 0, 64)
		return
	case n <= total/2-have:
		copy(b.buf[:have], b.buf[b.off:])
		b.buf = b.buf[:have]
	case total > math.MaxInt-total-n:
		panic(ErrTooLarge)
	default:
		size := max(have+b.off+n, 2*(total-b.off))
		if size > roomMax {
			panic(ErrTooLarge)
		}
		buf := room(size)[:have]
		copy(buf, b.buf[b.off:])
		b.buf = buf
	}
	b.off = 0
}

// room returns an empty slice with room for size bytes, or for as many more as the allocator gives.
func room(size int) []byte

// roomMax is more than any memory has.
const roomMax = 1 << 46

// Grow makes room for n more bytes.
func (b *Buffer) Grow(n int) {
	if n < 0 {
		panic("bytes.Buffer.Grow: negative count")
	}
	b.begin(n)
}

// Write appends p; it never fails.
func (b *Buffer) Write(p []byte) (n int, err error) {
	b.begin(len(p))
	b.buf = append(b.buf, p...)
	return len(p), nil
}

// WriteString appends s; it never fails.
func (b *Buffer) WriteString(s string) (n int, err error) {
	b.begin(len(s))
	b.buf = append(b.buf, s...)
	return len(s), nil
}

// WriteByte appends c; it never fails.
func (b *Buffer) WriteByte(c byte) error {
	b.begin(1)
	b.buf = append(b.buf, c)
	return nil
}

// WriteRune appends r; it never fails.
func (b *Buffer) WriteRune(r rune) (n int, err error) { return b.WriteString(string(r)) }

// ReadFrom reads from r until EOF.
func (b *Buffer) ReadFrom(r io.Reader) (n int64, err error) {
	for {
		b.begin(MinRead)
		got, err := r.Read(b.buf[len(b.buf):cap(b.buf)])
		if got < 0 {
			panic(errors.New("bytes.Buffer: reader returned negative count from Read"))
		}
		b.buf = b.buf[:len(b.buf)+got]
		n += int64(got)
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// WriteTo writes the unread part to w.
func (b *Buffer) WriteTo(w io.Writer) (n int64, err error) {
	b.lastRead = 0
	if unread := b.Len(); unread > 0 {
		put, err := w.Write(b.buf[b.off:])
		if put > unread {
			panic("bytes.Buffer.WriteTo: invalid Write count")
		}
		b.off += put
		if err != nil {
			return int64(put), err
		}
		if put != unread {
			return int64(put), io.ErrShortWrite
		}
		n = int64(put)
	}
	b.Reset()
	return n, nil
}

// Read reads into p.
func (b *Buffer) Read(p []byte) (n int, err error) {
	b.lastRead = 0
	if b.Len() == 0 {
		b.Reset()
		if len(p) == 0 {
			return 0, nil
		}
		return 0, io.EOF
	}
	n = copy(p, b.buf[b.off:])
	b.off += n
	if n > 0 {
		b.lastRead = unreadByte
	}
	return n, nil
}

// Next returns the next n bytes, or fewer, as if they were read.
func (b *Buffer) Next(n int) []byte {
	b.lastRead = 0
	if n > b.Len() {
		n = b.Len()
	}
	data := b.buf[b.off : b.off+n]
	b.off += n
	if n > 0 {
		b.lastRead = unreadByte
	}
	return data
}

// Peek returns the next n bytes, and EOF if there are fewer.
func (b *Buffer) Peek(n int) ([]byte, error) {
	if b.Len() < n {
		return b.buf[b.off:], io.EOF
	}
	return b.buf[b.off : b.off+n], nil
}

// ReadByte reads a byte.
func (b *Buffer) ReadByte() (byte, error) {
	if b.Len() == 0 {
		b.Reset()
		return 0, io.EOF
	}
	c := b.buf[b.off]
	b.off++
	b.lastRead = unreadByte
	return c, nil
}

// ReadRune reads a code point.
func (b *Buffer) ReadRune() (r rune, size int, err error) {
	if b.Len() == 0 {
		b.Reset()
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRune(b.buf[b.off:])
	b.off += size
	b.lastRead = size
	return r, size, nil
}

// UnreadRune makes the code point read last unread.
func (b *Buffer) UnreadRune() error {
	if b.lastRead <= 0 {
		return errors.New("bytes.Buffer: UnreadRune: previous operation was not a successful ReadRune")
	}
	b.off -= b.lastRead
	b.lastRead = 0
	return nil
}

// UnreadByte makes the byte read last unread.
func (b *Buffer) UnreadByte() error {
	if b.lastRead == 0 {
		return errors.New("bytes.Buffer: UnreadByte: previous operation was not a successful read")
	}
	b.lastRead = 0
	if b.off > 0 {
		b.off--
	}
	return nil
}

// ReadBytes reads up to and including delim.
func (b *Buffer) ReadBytes(delim byte) (line []byte, err error) {
	end := len(b.buf)
	if i := IndexByte(b.buf[b.off:], delim); i >= 0 {
		end = b.off + i + 1
	} else {
		err = io.EOF
	}
	line = append(line, b.buf[b.off:end]...)
	b.off = end
	b.lastRead = unreadByte
	return line, err
}

// ReadString reads up to and including delim.
func (b *Buffer) ReadString(delim byte) (line string, err error) {
	data, err := b.ReadBytes(delim)
	return string(data), err
}
