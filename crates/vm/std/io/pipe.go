package io

import "sync"

// pipe hands the bytes of a write to reads, without a buffer between them.
type pipe struct {
	writing sync.Mutex
	writes  chan []byte
	taken   chan int
	done    chan struct{}
	once    sync.Once
	mu      sync.Mutex
	rerr    error // why the reader closed
	werr    error // why the writer closed
}

// Pipe returns the two ends of a pipe: each write waits until reads have taken all of it or the reader is closed.
func Pipe() (*PipeReader, *PipeWriter) {
	w := &PipeWriter{PipeReader{pipe{writes: make(chan []byte), taken: make(chan int), done: make(chan struct{})}}}
	return &w.r, w
}

func (p *pipe) close(which *error, err error) {
	p.mu.Lock()
	if *which == nil {
		*which = err
	}
	p.mu.Unlock()
	p.once.Do(func() { close(p.done) })
}

// reason returns the error of the other side's close, or ErrClosedPipe when this side closed first.
func (p *pipe) reason(own, other *error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if *own == nil && *other != nil {
		return *other
	}
	return ErrClosedPipe
}

func (p *pipe) read(b []byte) (n int, err error) {
	select {
	case <-p.done:
		return 0, p.reason(&p.rerr, &p.werr)
	default:
	}
	select {
	case data := <-p.writes:
		n = copy(b, data)
		p.taken <- n
		return n, nil
	case <-p.done:
		return 0, p.reason(&p.rerr, &p.werr)
	}
}

func (p *pipe) write(b []byte) (n int, err error) {
	select {
	case <-p.done:
		return 0, p.reason(&p.werr, &p.rerr)
	default:
		p.writing.Lock()
		defer p.writing.Unlock()
	}
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.writes <- b:
			took := <-p.taken
			b = b[took:]
			n += took
		case <-p.done:
			return n, p.reason(&p.werr, &p.rerr)
		}
	}
	return n, nil
}

// A PipeReader is the reading end of a pipe.
type PipeReader struct{ p pipe }

// Read waits for a write or the close of the writing end.
func (r *PipeReader) Read(data []byte) (n int, err error) { return r.p.read(data) }

// Close makes writes return ErrClosedPipe.
func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

// CloseWithError makes writes return err.
func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.p.close(&r.p.rerr, err)
	return nil
}

// A PipeWriter is the writing end of a pipe; the other end lies in it.
type PipeWriter struct{ r PipeReader }

// Write waits until reads have taken all of data.
func (w *PipeWriter) Write(data []byte) (n int, err error) { return w.r.p.write(data) }

// Close makes reads return EOF.
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

// CloseWithError makes reads return err.
func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.r.p.close(&w.r.p.werr, err)
	return nil
}
