// A context with a hundred thousand children is cancelled, each of which somebody waits for.
package main

import (
	"context"
	"sync"
)

func main() {
	for {
		ctx, cancel := context.WithCancel(context.Background())
		var wg sync.WaitGroup
		for range 100_000 {
			child, stop := context.WithCancel(ctx)
			wg.Go(func() {
				<-child.Done()
				stop()
			})
		}
		cancel()
		wg.Wait()
	}
}
