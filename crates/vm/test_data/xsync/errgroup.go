package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

var errBad = errors.New("bad")

func firstErrorWins() {
	var g errgroup.Group
	for i := range 3 {
		g.Go(func() error {
			time.Sleep(time.Duration(3-i) * time.Millisecond)
			return fmt.Errorf("error %d", i)
		})
	}
	fmt.Println("first:", g.Wait())
}

func cancelsContext() {
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error { return errBad })
	g.Go(func() error {
		<-ctx.Done()
		return ctx.Err()
	})
	err := g.Wait()
	fmt.Println("wait:", err, "ctx:", ctx.Err(), "cause:", context.Cause(ctx), errors.Is(err, errBad))

	g, ctx = errgroup.WithContext(context.Background())
	g.Go(func() error { return nil })
	fmt.Println("before:", ctx.Err())
	fmt.Println("wait:", g.Wait(), "ctx:", ctx.Err(), "cause:", context.Cause(ctx))
}

func limits() {
	var g errgroup.Group
	g.SetLimit(3)
	var inside, peak atomic.Int32
	for range 20 {
		g.Go(func() error {
			n := inside.Add(1)
			for old := peak.Load(); n > old && !peak.CompareAndSwap(old, n); old = peak.Load() {
			}
			time.Sleep(time.Millisecond)
			inside.Add(-1)
			return nil
		})
	}
	fmt.Println("limited:", g.Wait(), "peak", peak.Load())

	release := make(chan struct{})
	g.SetLimit(1)
	fmt.Println("try:", g.TryGo(func() error { <-release; return nil }), g.TryGo(func() error { return nil }))
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		g.SetLimit(2)
	}()
	close(release)
	g.Wait()
	g.SetLimit(-1)
	fmt.Println("try:", g.TryGo(func() error { return nil }), g.Wait())
	g.SetLimit(0)
	fmt.Println("try:", g.TryGo(func() error { return nil }))
}

func main() {
	firstErrorWins()
	cancelsContext()
	limits()
}
