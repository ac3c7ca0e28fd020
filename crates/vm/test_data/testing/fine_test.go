//procs:1
package main

import (
	"context"
	"testing"
)

type check func(tb testing.TB)

func must(tb testing.TB, ok bool) {
	tb.Helper()
	if !ok {
		tb.Fatal("not ok")
	}
}

func TestTB(t *testing.T) {
	var f check = func(tb testing.TB) { must(tb, tb.Name() == "TestTB") }
	f(t)
}

func TestContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	must(t, ctx.Err() == nil)
	stopped := make(chan struct{})
	go func() {
		<-ctx.Done()
		close(stopped)
	}()
	t.Cleanup(func() { <-stopped })
}

func TestParallel(t *testing.T) {
	t.Parallel()
	must(t, !testing.Short() && testing.Testing())
}

func BenchmarkNothing(b *testing.B) {
	for range b.N {
	}
}
