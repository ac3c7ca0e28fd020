package os

import (
	"io"
	"sync"
	"syscall"
)

// pipeMax is how many bytes may lie in a pipe.
const pipeMax = 64 << 10

// A pipe is what was written to it and not yet read. Who waits for it waits in the network poller.
type pipe struct {
	mu                 sync.Mutex
	data               []byte
	readable, writable uint32
	noReader, noWriter bool
}

// Pipe returns both ends of a new pipe: what is written to w can be read from r.
func Pipe() (r *File, w *File, err error) {
	p := &pipe{readable: pollOpen(), writable: pollOpen()}
	return &File{fd: -1, name: "|0", pipe: p}, &File{fd: -1, name: "|1", pipe: p}, nil
}

func (f *File) isReader() bool { return f.name == "|0" }

// read waits until something can be read.
func (p *pipe) read(f *File, b []byte) (int, error) {
	if !f.isReader() {
		return 0, f.failed("read", int(syscall.EBADF))
	}
	for {
		p.mu.Lock()
		n := copy(b, p.data)
		p.data = p.data[n:]
		ended, closed := p.noWriter, p.noReader
		p.mu.Unlock()
		switch {
		case closed:
			return 0, &PathError{"read", f.name, ErrClosed}
		case n > 0:
			pollReport(p.writable, 0)
			return n, nil
		case ended:
			return 0, io.EOF
		}
		pollWait(p.readable)
	}
}

// write waits until everything lies in the pipe or was read.
func (p *pipe) write(f *File, s string) (n int, err error) {
	if f.isReader() {
		return 0, f.failed("write", int(syscall.EBADF))
	}
	for {
		p.mu.Lock()
		fits := min(len(s)-n, pipeMax-len(p.data))
		broken, closed := p.noReader, p.noWriter
		if !broken && !closed {
			p.data = append(p.data, s[n:n+fits]...)
			n += fits
		}
		p.mu.Unlock()
		switch {
		case closed:
			return n, &PathError{"write", f.name, ErrClosed}
		case broken:
			return n, f.failed("write", int(syscall.EPIPE))
		}
		pollReport(p.readable, 0)
		if n == len(s) {
			return n, nil
		}
		pollWait(p.writable)
	}
}

// close ends one end, and whoever waits at the other.
func (p *pipe) close(f *File) {
	p.mu.Lock()
	if f.isReader() {
		p.noReader = true
	} else {
		p.noWriter = true
	}
	p.mu.Unlock()
	pollReport(p.readable, 0)
	pollReport(p.writable, 0)
}

func pollOpen() uint32

func pollReport(desc uint32, when int64)

func pollWait(desc uint32)
