package bufio

import (
	"io"
	"unicode/utf8"
)

// Writer writes through a buffer; Flush writes what is in it.
type Writer struct {
	err error
	buf []byte
	n   int
	wr  io.Writer
}

// NewWriter returns a Writer with a buffer of the usual size.
func NewWriter(w io.Writer) *Writer { return NewWriterSize(w, defaultBytes) }

// NewWriterSize returns a Writer with a buffer of at least size bytes.
func NewWriterSize(w io.Writer, size int) *Writer {
	if b, ok := w.(*Writer); ok && len(b.buf) >= size {
		return b
	}
	if size <= 0 {
		size = defaultBytes
	}
	return &Writer{wr: w, buf: make([]byte, size)}
}

// Size returns the size of the buffer.
func (b *Writer) Size() int { return len(b.buf) }

// Buffered returns how many bytes are in the buffer.
func (b *Writer) Buffered() int { return b.n }

// Available returns for how many bytes there is room.
func (b *Writer) Available() int { return len(b.buf) - b.n }

// AvailableBuffer returns the room, as an empty slice.
func (b *Writer) AvailableBuffer() []byte { return b.buf[b.n:][:0] }

// Reset makes b write to w and forgets what is in the buffer.
func (b *Writer) Reset(w io.Writer) {
	if b == w {
		return // NewWriter may have returned w itself
	}
	if b.buf == nil {
		b.buf = make([]byte, defaultBytes)
	}
	b.wr, b.n, b.err = w, 0, nil
}

// Flush writes what is in the buffer.
func (b *Writer) Flush() error {
	if b.err != nil || b.n == 0 {
		return b.err
	}
	put, err := b.wr.Write(b.buf[:b.n])
	if put < b.n && err == nil {
		err = io.ErrShortWrite
	}
	if err != nil && put > 0 && put < b.n {
		copy(b.buf, b.buf[put:b.n])
	}
	b.n -= put
	b.err = err
	return err
}

// Write writes p; what is longer than the buffer goes past it.
func (b *Writer) Write(p []byte) (n int, err error) {
	for len(p) > b.Available() && b.err == nil {
		var put int
		if b.n == 0 {
			put, b.err = b.wr.Write(p)
		} else {
			put = copy(b.buf[b.n:], p)
			b.n += put
			b.Flush()
		}
		n += put
		p = p[put:]
	}
	if b.err != nil {
		return n, b.err
	}
	put := copy(b.buf[b.n:], p)
	b.n += put
	return n + put, nil
}

// WriteByte writes a byte.
func (b *Writer) WriteByte(c byte) error {
	if b.err == nil && b.Available() == 0 {
		b.Flush()
	}
	if b.err != nil {
		return b.err
	}
	b.buf[b.n] = c
	b.n++
	return nil
}

// WriteRune writes a code point.
func (b *Writer) WriteRune(r rune) (size int, err error) {
	if uint32(r) < utf8.RuneSelf {
		if err = b.WriteByte(byte(r)); err != nil {
			return 0, err
		}
		return 1, nil
	}
	if b.err == nil && b.Available() < utf8.UTFMax {
		b.Flush()
	}
	if b.err != nil {
		return 0, b.err
	}
	if b.Available() < utf8.UTFMax {
		return b.WriteString(string(r)) // the buffer is tiny
	}
	size = utf8.EncodeRune(b.buf[b.n:], r)
	b.n += size
	return size, nil
}

// WriteString writes s; what is longer than the buffer goes past it where the underlying writer takes strings.
func (b *Writer) WriteString(s string) (int, error) {
	n := 0
	for len(s) > b.Available() && b.err == nil {
		var put int
		sw, ok := b.wr.(io.StringWriter)
		if b.n == 0 && ok {
			put, b.err = sw.WriteString(s)
		} else {
			put = copy(b.buf[b.n:], s)
			b.n += put
			b.Flush()
		}
		n += put
		s = s[put:]
	}
	if b.err != nil {
		return n, b.err
	}
	put := copy(b.buf[b.n:], s)
	b.n += put
	return n + put, nil
}

// ReadFrom writes everything that r has; the underlying writer reads it by itself where it can and the buffer is empty.
func (b *Writer) ReadFrom(r io.Reader) (n int64, err error) {
	if b.err != nil {
		return 0, b.err
	}
	to, reads := b.wr.(io.ReaderFrom)
	for err == nil {
		if b.Available() == 0 {
			if err := b.Flush(); err != nil {
				return n, err
			}
		}
		if reads && b.n == 0 {
			var got int64
			got, b.err = to.ReadFrom(r)
			return n + got, b.err
		}
		got, tries := 0, emptyReadsMax
		for ; got == 0 && err == nil && tries > 0; tries-- {
			got, err = r.Read(b.buf[b.n:])
		}
		if got == 0 && err == nil {
			return n, io.ErrNoProgress
		}
		b.n += got
		n += int64(got)
	}
	if err != io.EOF {
		return n, err
	}
	if b.Available() == 0 {
		return n, b.Flush()
	}
	return n, nil
}

// ReadWriter reads and writes through buffers.
type ReadWriter struct {
	*Reader
	*Writer
}

// NewReadWriter returns a ReadWriter of r and w.
func NewReadWriter(r *Reader, w *Writer) *ReadWriter { return &ReadWriter{r, w} }
