// Package syscall has the signals that a program sends to itself.
package syscall

import "sync"

// An Errno is an error of the operating system.
type Errno uintptr

// ESRCH and EINVAL are what Kill may return.
const (
	ESRCH  = Errno(3)
	EINVAL = Errno(22)
)

// Error returns the text of the error.
func (e Errno) Error() string {
	if e == ESRCH {
		return "no such process"
	}
	return "invalid argument"
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
