package os

import (
	"errors"
	"io"
	"io/fs"
	"syscall"
)

// A File is a standard stream, or a file that was opened.
type File struct {
	fd     int
	name   string
	closed bool
	append bool
	pipe   *pipe
}

// A PathError tells of a failed operation on a file.
type PathError = fs.PathError

// Name returns the path of the file.
func (f *File) Name() string { return f.name }

// Fd returns the number of the file.
func (f *File) Fd() uintptr { return uintptr(f.fd) }

// fault returns what is wrong with f, before anything is done with it.
func (f *File) fault(op string) error {
	switch {
	case f == nil:
		return ErrInvalid
	case f.closed:
		return &PathError{op, f.name, ErrClosed}
	}
	return nil
}

// failed returns the error of a system call.
func (f *File) failed(op string, errno int) error {
	if errno == 0 {
		return nil
	}
	return &PathError{op, f.name, syscall.Errno(errno)}
}

// Write writes b.
func (f *File) Write(b []byte) (n int, err error) { return f.WriteString(view(b)) }

// view returns the bytes of b as a string, for as long as nobody changes them.
func view(b []byte) string

// WriteString writes s.
func (f *File) WriteString(s string) (n int, err error) {
	if err := f.fault("write"); err != nil || s == "" {
		return 0, err
	}
	if f.fd == 1 || f.fd == 2 {
		write(f.fd, s)
		return len(s), nil
	}
	if f.pipe != nil {
		return f.pipe.write(f, s)
	}
	n, errno := writeFile(f.fd, s, -1, latency())
	return n, f.failed("write", errno)
}

// WriteAt writes b at a place of the file.
func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if err := f.fault("write"); err != nil || len(b) == 0 {
		return 0, err
	}
	if f.append {
		return 0, errors.New("os: invalid use of WriteAt on file opened with O_APPEND")
	}
	if off < 0 {
		return 0, &PathError{"writeat", f.name, errors.New("negative offset")}
	}
	n, errno := writeFile(f.fd, string(b), off, latency())
	return n, f.failed("write", errno)
}

// Read reads up to len(b) bytes.
func (f *File) Read(b []byte) (n int, err error) {
	if err := f.fault("read"); err != nil || len(b) == 0 {
		return 0, err
	}
	if f.pipe != nil {
		return f.pipe.read(f, b)
	}
	n, errno := read(f.fd, b, -1, latency())
	if n == 0 && errno == 0 {
		return 0, io.EOF
	}
	return n, f.failed("read", errno)
}

// ReadAt reads len(b) bytes from a place of the file.
func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	if err := f.fault("read"); err != nil || len(b) == 0 {
		return 0, err
	}
	if off < 0 {
		return 0, &PathError{"readat", f.name, errors.New("negative offset")}
	}
	n, errno := read(f.fd, b, off, latency())
	if n < len(b) && errno == 0 {
		return n, io.EOF
	}
	return n, f.failed("read", errno)
}

// Seek sets where the next Read or Write begins.
func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	if err := f.fault("seek"); err != nil {
		return 0, err
	}
	at, errno := seek(f.fd, offset, whence)
	return int64(at), f.failed("seek", errno)
}

// Truncate changes the size of the file.
func (f *File) Truncate(size int64) error {
	if err := f.fault("truncate"); err != nil {
		return err
	}
	_, errno := truncate(f.fd, size, latency())
	return f.failed("truncate", errno)
}

// Sync waits for the disk.
func (f *File) Sync() error {
	if err := f.fault("sync"); err != nil || f.fd < 3 {
		return err
	}
	seek(f.fd, 0, 1)
	return nil
}

// Close closes the file.
func (f *File) Close() error {
	if err := f.fault("close"); err != nil {
		return err
	}
	f.closed = true
	if f.pipe != nil {
		f.pipe.close(f)
	}
	if f.fd > 2 {
		shut(f.fd, 0)
	}
	return nil
}

func write(fd int, s string)
