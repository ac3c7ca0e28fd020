// Package pprof writes profiles of the simulated program, as text.
package pprof

import (
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// A Profile is a collection of stacks.
type Profile struct {
	name  string
	mu    sync.Mutex
	m     map[any][]uintptr
	count func() int
	write func(io.Writer, int) error
}

var (
	mu       sync.Mutex
	profiles = map[string]*Profile{
		"goroutine":     {name: "goroutine", count: runtime.NumGoroutine, write: writeGoroutine},
		"goroutineleak": {name: "goroutineleak", count: countLeaks, write: writeGoroutineLeak},
		"threadcreate":  {name: "threadcreate", count: none, write: writeThreadCreate},
		"heap":          {name: "heap", count: none, write: writeHeap},
		"allocs":        {name: "allocs", count: none, write: writeHeap},
		"block":         {name: "block", count: none, write: writeBlock},
		"mutex":         {name: "mutex", count: none, write: writeMutex},
	}
)

func none() int { return 0 }

// NewProfile returns a new profile of that name; one that exists already is a panic.
func NewProfile(name string) *Profile {
	mu.Lock()
	defer mu.Unlock()
	if name == "" {
		panic("pprof: NewProfile with empty name")
	}
	if profiles[name] != nil {
		panic("pprof: NewProfile name already in use: " + name)
	}
	p := &Profile{name: name, m: map[any][]uintptr{}}
	profiles[name] = p
	return p
}

// Lookup returns the profile of that name, or nil.
func Lookup(name string) *Profile {
	mu.Lock()
	defer mu.Unlock()
	return profiles[name]
}

// Profiles returns all profiles, sorted by name.
func Profiles() []*Profile {
	mu.Lock()
	defer mu.Unlock()
	all := make([]*Profile, 0, len(profiles))
	for _, p := range profiles {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *Profile) int { return strings.Compare(a.name, b.name) })
	return all
}

// Name returns the profile's name.
func (p *Profile) Name() string { return p.name }

// Count returns how many stacks are in the profile.
func (p *Profile) Count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.count != nil {
		return p.count()
	}
	return len(p.m)
}

// Add adds the current stack without its innermost skip calls, associated with value.
func (p *Profile) Add(value any, skip int) {
	if p.name == "" {
		panic("pprof: use of uninitialized Profile")
	}
	if p.write != nil {
		panic("pprof: Add called on built-in Profile " + p.name)
	}
	stack := make([]uintptr, 32)
	stack = stack[:runtime.Callers(skip+1, stack)]
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.m[value] != nil {
		panic("pprof: Profile.Add of duplicate value")
	}
	p.m[value] = stack
}

// Remove removes the stack associated with value.
func (p *Profile) Remove(value any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.m, value)
}

// WriteTo writes the profile: with debug 1 as text with comments, with 2 goroutines as in a panic. Debug 0, a compressed
// file, is not available.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	if p.name == "" {
		panic("pprof: use of zero Profile")
	}
	if debug <= 0 {
		return errors.New("runtime/pprof: only profiles as text (debug=1, debug=2) are available in Gopark")
	}
	if p.write != nil {
		return p.write(w, debug)
	}
	p.mu.Lock()
	stacks := make([][]uintptr, 0, len(p.m))
	for _, stack := range p.m {
		stacks = append(stacks, stack)
	}
	p.mu.Unlock()
	slices.SortFunc(stacks, slices.Compare)
	return printCountProfile(w, p.name, stacks, nil)
}
