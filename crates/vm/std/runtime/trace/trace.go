// Package trace writes what the simulated runtime does as a Go execution trace.
package trace

import (
	"errors"
	"io"
	"sync"
)

var current struct {
	mu sync.Mutex
	w  io.Writer
}

// Start begins a trace, which Stop will write to w.
func Start(w io.Writer) error {
	current.mu.Lock()
	defer current.mu.Unlock()
	if current.w != nil {
		return errors.New("tracing is already enabled")
	}
	if !start() {
		return errors.New("tracing is not possible here: gopark run can")
	}
	current.w = w
	return nil
}

// Stop ends the trace, if there is one, and returns when it is written.
func Stop() {
	current.mu.Lock()
	defer current.mu.Unlock()
	if current.w != nil {
		current.w.Write(stop())
		current.w = nil
	}
}

// IsEnabled returns whether there is a trace.
func IsEnabled() bool {
	current.mu.Lock()
	defer current.mu.Unlock()
	return current.w != nil
}

func start() bool

func stop() []byte
