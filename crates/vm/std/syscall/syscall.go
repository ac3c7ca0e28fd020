// Package syscall has the signals that a program sends to itself.
package syscall

import (
	"internal/oserror"
	"sync"
)

// An Errno is an error of the operating system.
type Errno uintptr

// What system calls may return.
const (
	ENOENT    = Errno(2)
	ESRCH     = Errno(3)
	EBADF     = Errno(9)
	EEXIST    = Errno(17)
	ENOTDIR   = Errno(20)
	EISDIR    = Errno(21)
	EINVAL    = Errno(22)
	EMFILE    = Errno(24)
	ENOSPC    = Errno(28)
	EPIPE     = Errno(32)
	ENOTEMPTY = Errno(39)
)

// Error returns the text of the error.
func (e Errno) Error() string {
	switch e {
	case ENOENT:
		return "no such file or directory"
	case ESRCH:
		return "no such process"
	case EBADF:
		return "bad file descriptor"
	case EEXIST:
		return "file exists"
	case ENOTDIR:
		return "not a directory"
	case EISDIR:
		return "is a directory"
	case EMFILE:
		return "too many open files"
	case ENOSPC:
		return "no space left on device"
	case EPIPE:
		return "broken pipe"
	case ENOTEMPTY:
		return "directory not empty"
	}
	return "invalid argument"
}

// Is tells whether the error is one of those that packages os and errors know.
func (e Errno) Is(target error) bool {
	return target == oserror.ErrNotExist && e == ENOENT ||
		target == oserror.ErrExist && (e == EEXIST || e == ENOTEMPTY)
}

// A Signal is a number of a signal.
type Signal int

// Signals.
const (
	SIGHUP  = Signal(1)
	SIGINT  = Signal(2)
	SIGQUIT = Signal(3)
	SIGKILL = Signal(9)
	SIGUSR1 = Signal(10)
	SIGUSR2 = Signal(12)
	SIGPIPE = Signal(13)
	SIGALRM = Signal(14)
	SIGTERM = Signal(15)
)

// Signal tells signals from other things.
func (s Signal) Signal() {}

// String returns what the signal is for.
func (s Signal) String() string {
	switch s {
	case SIGHUP:
		return "hangup"
	case SIGINT:
		return "interrupt"
	case SIGQUIT:
		return "quit"
	case SIGKILL:
		return "killed"
	case SIGUSR1:
		return "user defined signal 1"
	case SIGUSR2:
		return "user defined signal 2"
	case SIGPIPE:
		return "broken pipe"
	case SIGALRM:
		return "alarm clock"
	}
	return "terminated"
}

// Getpid returns the number of the simulated process.
func Getpid() int { return 1 }

var handler struct {
	mu sync.Mutex
	f  func(Signal) (handled bool)
}

// Handle makes f decide on signals, for package os/signal.
func Handle(f func(Signal) (handled bool)) {
	handler.mu.Lock()
	handler.f = f
	handler.mu.Unlock()
}

// Kill sends a signal to the program itself; there is nobody else.
func Kill(pid int, sig Signal) error {
	if pid != Getpid() {
		return ESRCH
	}
	handler.mu.Lock()
	f := handler.f
	handler.mu.Unlock()
	if sig != 0 && (sig == SIGKILL || f == nil || !f(sig)) {
		panic("Gopark: a signal that the program does not handle ends it: " + sig.String())
	}
	return nil
}
