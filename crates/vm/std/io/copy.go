package io

import (
	"errors"
	"sync"
)

// errInvalidWrite says that a write took more than it was given, or less than nothing.
var errInvalidWrite = errors.New("invalid write result")

const bufferBytes = 32 * 1024

// WriteString writes s to w.
func WriteString(w Writer, s string) (n int, err error) {
	if sw, ok := w.(StringWriter); ok {
		return sw.WriteString(s)
	}
	return w.Write([]byte(s))
}

// Copy copies from src to dst until EOF and returns how many bytes it copied.
func Copy(dst Writer, src Reader) (written int64, err error) { return copyBuffer(dst, src, nil) }

// CopyBuffer is Copy through a buffer of the caller.
func CopyBuffer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if buf != nil && len(buf) == 0 {
		panic("empty buffer in CopyBuffer")
	}
	return copyBuffer(dst, src, buf)
}

func copyBuffer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if wt, ok := src.(WriterTo); ok {
		return wt.WriteTo(dst)
	}
	if rf, ok := dst.(ReaderFrom); ok {
		return rf.ReadFrom(src)
	}
	if buf == nil {
		size := bufferBytes
		if l, ok := src.(*LimitedReader); ok && l.N < bufferBytes {
			size = max(int(l.N), 1)
		}
		buf = make([]byte, size)
	}
	for {
		got, rerr := src.Read(buf)
		if got > 0 {
			put, werr := dst.Write(buf[:got])
			if put < 0 || put > got {
				put = 0
				if werr == nil {
					werr = errInvalidWrite
				}
			}
			written += int64(put)
			if werr != nil {
				return written, werr
			}
			if put != got {
				return written, ErrShortWrite
			}
		}
		if rerr == EOF {
			return written, nil
		}
		if rerr != nil {
			return written, rerr
		}
	}
}

// CopyN copies n bytes.
func CopyN(dst Writer, src Reader, n int64) (written int64, err error) {
	written, err = Copy(dst, LimitReader(src, n))
	if written == n {
		return n, nil // whatever was said with the last of them
	}
	if written < n && err == nil {
		err = EOF
	}
	return written, err
}

// ReadAll reads until EOF: into pieces, each half as large again as the one before, which are put together at the end.
func ReadAll(r Reader) ([]byte, error) {
	piece := make([]byte, 0, 512)
	var pieces [][]byte
	total, next := 0, 256
	for {
		n, err := r.Read(piece[len(piece):cap(piece)])
		piece = piece[:len(piece)+n]
		if err != nil {
			if err == EOF {
				err = nil
			}
			if len(pieces) == 0 {
				return piece, err
			}
			all := room(total + len(piece))
			for _, p := range pieces {
				all = append(all, p...)
			}
			return append(all, piece...), err
		}
		if cap(piece)-len(piece) < cap(piece)/16 {
			pieces = append(pieces, piece)
			total += len(piece)
			piece = room(next)
			next += next / 2
		}
	}
}

// room returns an empty slice with room for size bytes, or for as many more as the allocator gives.
func room(size int) []byte

// ReadAtLeast reads at least min bytes.
func ReadAtLeast(r Reader, buf []byte, min int) (n int, err error) {
	if len(buf) < min {
		return 0, ErrShortBuffer
	}
	for n < min && err == nil {
		var got int
		got, err = r.Read(buf[n:])
		n += got
	}
	switch {
	case n >= min:
		err = nil
	case n > 0 && err == EOF:
		err = ErrUnexpectedEOF
	}
	return n, err
}

// ReadFull fills buf.
func ReadFull(r Reader, buf []byte) (n int, err error) { return ReadAtLeast(r, buf, len(buf)) }

// Discard takes what is written to it and forgets it.
var Discard Writer = discard{}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func (discard) WriteString(s string) (int, error) { return len(s), nil }

var blackHolePool = sync.Pool{
	New: func() any {
		b := make([]byte, 8192)
		return &b
	},
}

func (discard) ReadFrom(r Reader) (n int64, err error) {
	buf := blackHolePool.Get().(*[]byte)
	defer blackHolePool.Put(buf)
	for {
		got, err := r.Read(*buf)
		n += int64(got)
		if err == EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}
