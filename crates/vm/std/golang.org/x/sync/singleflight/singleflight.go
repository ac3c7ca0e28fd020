// Package singleflight makes callers who ask for the same thing at the same time share one call.
package singleflight

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// A Group is a space of keys in which at most one call for each key is on its way.
type Group struct {
	mu    sync.Mutex
	calls map[string]*call
}

// A Result is what Do returns, for a channel.
type Result struct {
	Val    any
	Err    error
	Shared bool
}

type call struct {
	wg     sync.WaitGroup
	val    any
	err    error
	others int
	chans  []chan<- Result
}

var errGoexit = errors.New("runtime.Goexit was called")

// A panicError carries a panic of the function to all who wait for it.
type panicError struct {
	value any
	stack []byte
}

func (p *panicError) Error() string { return fmt.Sprintf("%v\n\n%s", p.value, p.stack) }

func (p *panicError) Unwrap() error {
	err, _ := p.value.(error)
	return err
}

// Do calls fn unless a call for key is on its way, which it waits for; shared tells whether several got the result.
func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool) {
	c, first := g.join(key, nil)
	if first {
		g.run(c, key, fn)
		return c.val, c.err, c.others > 0
	}
	c.wg.Wait()
	if p, ok := c.err.(*panicError); ok {
		panic(p)
	}
	if c.err == errGoexit {
		runtime.Goexit()
	}
	return c.val, c.err, true
}

// DoChan is Do with a channel that receives the result; it is not closed.
func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result {
	ch := make(chan Result, 1)
	if c, first := g.join(key, ch); first {
		go g.run(c, key, fn)
	}
	return ch
}

// join returns the call of key, and whether the caller is the first and has to run it.
func (g *Group) join(key string, ch chan<- Result) (c *call, first bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	c = g.calls[key]
	if first = c == nil; first {
		c = &call{}
		c.wg.Add(1)
		if g.calls == nil {
			g.calls = map[string]*call{}
		}
		g.calls[key] = c
	} else {
		c.others++
	}
	if ch != nil {
		c.chans = append(c.chans, ch)
	}
	return c, first
}

func (g *Group) run(c *call, key string, fn func() (any, error)) {
	returned, recovered := false, false
	defer func() {
		if !returned && !recovered {
			c.err = errGoexit
		}
		g.finish(c, key)
	}()
	func() {
		defer func() {
			if returned {
				return
			}
			if reason := recover(); reason != nil {
				c.err = &panicError{reason, debug.Stack()}
			}
		}()
		c.val, c.err = fn()
		returned = true
	}()
	recovered = !returned
}

// finish ends a call and gives its result to all who wait.
func (g *Group) finish(c *call, key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	c.wg.Done()
	if g.calls[key] == c {
		delete(g.calls, key)
	}
	if p, ok := c.err.(*panicError); ok {
		if len(c.chans) == 0 {
			panic(p)
		}
		// Nobody may recover from it and leave those at the channels waiting.
		go panic(p)
		select {}
	}
	if c.err == errGoexit {
		return
	}
	for _, ch := range c.chans {
		ch <- Result{c.val, c.err, c.others > 0}
	}
}

// Forget makes the next Do for key call its function even while an earlier call is on its way.
func (g *Group) Forget(key string) {
	g.mu.Lock()
	delete(g.calls, key)
	g.mu.Unlock()
}
