// Package os is what the simulated machine has of an operating system: standard streams, arguments and exit.
package os

import (
	"errors"
	"internal/oserror"
)

// deadlineError is what is said of a read or a write whose time is up.
type deadlineError struct{}

func (*deadlineError) Error() string   { return "i/o timeout" }
func (*deadlineError) Timeout() bool   { return true }
func (*deadlineError) Temporary() bool { return true }

// Args is the program's name and its arguments.
var Args = args()

// Errors of files.
var (
	ErrInvalid     = oserror.ErrInvalid
	ErrPermission  = oserror.ErrPermission
	ErrExist       = oserror.ErrExist
	ErrNotExist    = oserror.ErrNotExist
	ErrClosed      = oserror.ErrClosed
	ErrProcessDone = errors.New("os: process already finished")

	ErrDeadlineExceeded error = &deadlineError{}
)

// The standard streams.
var (
	Stdin  = &File{fd: 0, name: "/dev/stdin"}
	Stdout = &File{fd: 1, name: "/dev/stdout"}
	Stderr = &File{fd: 2, name: "/dev/stderr"}
)

// Exit ends the program at once; deferred calls do not run.
func Exit(code int)

// Getpid returns the number of the simulated process.
func Getpid() int { return 1 }

func args() []string {
	all := []string{"main"}
	for {
		arg, ok := arg(len(all) - 1)
		if !ok {
			return all
		}
		all = append(all, arg)
	}
}

func arg(i int) (string, bool)

// Hostname returns the name of the simulated machine.
func Hostname() (name string, err error) { return "gopark", nil }
