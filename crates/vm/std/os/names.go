package os

import (
	"errors"
	"io/fs"
	"syscall"
)

// Names that few programs use.
const (
	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

// Where Seek counts from, as io.SeekStart and its like.
const (
	SEEK_SET = iota
	SEEK_CUR
	SEEK_END
)

// What a FileMode says of a file.
const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
	ModeType       = fs.ModeType
	ModePerm       = fs.ModePerm
)

// IsPathSeparator reports whether c separates folders.
func IsPathSeparator(c uint8) bool { return c == PathSeparator }

// Getpagesize returns the size of the simulated machine's pages.
func Getpagesize() int { return 4096 }

// UserHomeDir returns the environment variable HOME.
func UserHomeDir() (string, error) {
	if dir := Getenv("HOME"); dir != "" {
		return dir, nil
	}
	return "", errors.New("$HOME is not defined")
}

// IsPermission tells whether an error says that something is not permitted.
func IsPermission(err error) bool { return is(err, ErrPermission) }

// IsTimeout tells whether an error says that time is up.
func IsTimeout(err error) bool {
	late, ok := within(err).(interface{ Timeout() bool })
	return ok && late.Timeout()
}

// within returns the error that one of a file or a system call holds.
func within(err error) error {
	switch e := err.(type) {
	case *PathError:
		return e.Err
	case *LinkError:
		return e.Err
	case *SyscallError:
		return e.Err
	}
	return err
}

func is(err, target error) bool {
	err = within(err)
	errno, ok := err.(syscall.Errno)
	return err == target || ok && errno.Is(target)
}

// NewSyscallError returns err with the name of a system call, or nil if it is nil.
func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

// Timeout reports whether time was up.
func (e *SyscallError) Timeout() bool {
	late, ok := e.Err.(interface{ Timeout() bool })
	return ok && late.Timeout()
}
