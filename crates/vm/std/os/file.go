package os

import "io"

// A File is a standard stream.
type File struct {
	fd     int
	name   string
	closed bool
}

// A PathError tells of a failed operation on a file.
type PathError struct {
	Op   string
	Path string
	Err  error
}

// Error returns the operation, the path and what is wrong.
func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }

// Unwrap returns what is wrong.
func (e *PathError) Unwrap() error { return e.Err }

// Name returns the path of the file.
func (f *File) Name() string { return f.name }

// Fd returns the number of the file.
func (f *File) Fd() uintptr { return uintptr(f.fd) }

// Write writes b to standard output or standard error.
func (f *File) Write(b []byte) (n int, err error) { return f.WriteString(string(b)) }

// WriteString writes s.
func (f *File) WriteString(s string) (n int, err error) {
	switch {
	case f == nil:
		return 0, ErrInvalid
	case f.closed:
		return 0, &PathError{"write", f.name, ErrClosed}
	case f.fd == 0:
		return 0, &PathError{"write", f.name, ErrPermission}
	}
	if s != "" {
		write(f.fd, s)
	}
	return len(s), nil
}

// Read reads from standard input, which is empty.
func (f *File) Read(b []byte) (n int, err error) {
	switch {
	case f == nil:
		return 0, ErrInvalid
	case f.closed:
		return 0, &PathError{"read", f.name, ErrClosed}
	case f.fd != 0:
		return 0, &PathError{"read", f.name, ErrPermission}
	case len(b) == 0:
		return 0, nil
	}
	return 0, io.EOF
}

// Sync does nothing: what is written is out.
func (f *File) Sync() error { return nil }

// Close closes the file.
func (f *File) Close() error {
	switch {
	case f == nil:
		return ErrInvalid
	case f.closed:
		return &PathError{"close", f.name, ErrClosed}
	}
	f.closed = true
	return nil
}

func write(fd int, s string)
