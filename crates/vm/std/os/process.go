package os

import "syscall"

// A Signal is a signal of the operating system.
type Signal interface {
	String() string
	Signal()
}

// The signals that every system has.
var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

// A Process is the program itself.
type Process struct{ Pid int }

// FindProcess returns a process.
func FindProcess(pid int) (*Process, error) { return &Process{pid}, nil }

// Signal sends a signal to the process.
func (p *Process) Signal(sig Signal) error {
	if p.Pid != Getpid() {
		return ErrProcessDone
	}
	return syscall.Kill(p.Pid, sig.(syscall.Signal))
}

// Kill ends the process.
func (p *Process) Kill() error { return p.Signal(Kill) }
