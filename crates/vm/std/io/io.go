// Package io names what reads and what writes.
package io

import "errors"

// EOF is returned by Read when no more input is available.
var EOF = errors.New("EOF")

// ErrUnexpectedEOF says that input ended in the middle of something.
var ErrUnexpectedEOF = errors.New("unexpected EOF")

// ErrShortWrite says that a write took fewer bytes than it was given and returned no error.
var ErrShortWrite = errors.New("short write")

// ErrShortBuffer says that a read needs a longer buffer.
var ErrShortBuffer = errors.New("short buffer")

// ErrNoProgress says that many reads returned neither data nor an error.
var ErrNoProgress = errors.New("multiple Read calls return no data or error")

// ErrClosedPipe says that a closed pipe was used.
var ErrClosedPipe = errors.New("io: read/write on closed pipe")

// Where Seek counts from.
const (
	SeekStart   = 0
	SeekCurrent = 1
	SeekEnd     = 2
)

// Reader reads up to len(p) bytes.
type Reader interface {
	Read(p []byte) (n int, err error)
}

// Writer writes len(p) bytes, or fewer and an error.
type Writer interface {
	Write(p []byte) (n int, err error)
}

// Closer can be closed.
type Closer interface{ Close() error }

// Seeker sets where the next read or write happens.
type Seeker interface {
	Seek(offset int64, whence int) (int64, error)
}

// ReadWriter reads and writes.
type ReadWriter interface {
	Reader
	Writer
}

// ReadCloser reads and can be closed.
type ReadCloser interface {
	Reader
	Closer
}

// WriteCloser writes and can be closed.
type WriteCloser interface {
	Writer
	Closer
}

// ReadWriteCloser reads, writes and can be closed.
type ReadWriteCloser interface {
	Reader
	Writer
	Closer
}

// ReadSeeker reads at a place that can be set.
type ReadSeeker interface {
	Reader
	Seeker
}

// ReaderFrom reads all of a Reader.
type ReaderFrom interface {
	ReadFrom(r Reader) (n int64, err error)
}

// WriterTo writes all of itself to a Writer.
type WriterTo interface {
	WriteTo(w Writer) (n int64, err error)
}

// ReaderAt reads from an offset.
type ReaderAt interface {
	ReadAt(p []byte, off int64) (n int, err error)
}

// WriterAt writes at an offset.
type WriterAt interface {
	WriteAt(p []byte, off int64) (n int, err error)
}

// ByteReader reads bytes.
type ByteReader interface {
	ReadByte() (byte, error)
}

// ByteScanner reads bytes and can unread one.
type ByteScanner interface {
	ByteReader
	UnreadByte() error
}

// ByteWriter writes bytes.
type ByteWriter interface {
	WriteByte(c byte) error
}

// RuneReader reads code points.
type RuneReader interface {
	ReadRune() (r rune, size int, err error)
}

// RuneScanner reads code points and can unread one.
type RuneScanner interface {
	RuneReader
	UnreadRune() error
}

// StringWriter writes strings.
type StringWriter interface {
	WriteString(s string) (n int, err error)
}

// ReadSeekCloser is a Reader, a Seeker and a Closer.
type ReadSeekCloser interface {
	Reader
	Seeker
	Closer
}

// ReadWriteSeeker is a Reader, a Writer and a Seeker.
type ReadWriteSeeker interface {
	Reader
	Writer
	Seeker
}

// WriteSeeker is a Writer and a Seeker.
type WriteSeeker interface {
	Writer
	Seeker
}
