// Package errgroup runs goroutines that work on one task, and keeps their first error.
package errgroup

import (
	"context"
	"fmt"
	"sync"
)

// A Group is a collection of goroutines; the zero Group has no limit and cancels nothing.
type Group struct {
	cancel func(error)
	wg     sync.WaitGroup
	sem chan struct{} // one for each goroutine inside, where there is a limit
	once   sync.Once
	err    error
}

// WithContext returns a Group and a context that is cancelled by the first error, or when Wait returns.
func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &Group{cancel: cancel}, ctx
}

// SetLimit bounds the goroutines inside; a negative n is no bound. Nobody may be inside.
func (g *Group) SetLimit(n int) {
	if n < 0 {
		g.sem = nil
		return
	}
	if inside := len(g.sem); inside != 0 {
		panic(fmt.Errorf("errgroup: modify limit while %v goroutines in the group are still active", inside))
	}
	g.sem = make(chan struct{}, n)
}

// Go calls f in a new goroutine, as soon as the limit allows.
func (g *Group) Go(f func() error) {
	if g.sem != nil {
		g.sem <- struct{}{}
	}
	g.wg.Add(1)
	go func() {
		defer g.done()
		g.keep(f())
	}()
}

// TryGo calls f in a new goroutine if the limit allows, and reports whether it does.
func (g *Group) TryGo(f func() error) bool {
	if g.sem != nil {
		select {
		case g.sem <- struct{}{}:
		default:
			return false
		}
	}
	g.wg.Add(1)
	go func() {
		defer g.done()
		g.keep(f())
	}()
	return true
}

// keep keeps the first error, and cancels what the group's context is for.
func (g *Group) keep(err error) {
	if err != nil {
		g.once.Do(func() {
			g.err = err
			if g.cancel != nil {
				g.cancel(err)
			}
		})
	}
}

func (g *Group) done() {
	if g.sem != nil {
		<-g.sem
	}
	g.wg.Done()
}

// Wait waits until all have returned, and returns the first error.
func (g *Group) Wait() error {
	g.wg.Wait()
	if g.cancel != nil {
		g.cancel(g.err)
	}
	return g.err
}
