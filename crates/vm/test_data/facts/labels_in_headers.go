//procs:1
package main

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"runtime/pprof"
)

func show(ctx context.Context) { os.Stdout.Write(debug.Stack()) }

func main() {
	ctx := context.Background()
	all := pprof.Labels("z", "1", "a", "é\n\"", "z", "2", "", " ", "path", "a/b_c.d")
	pprof.Do(ctx, all, func(ctx context.Context) {
		show(ctx)
		pprof.Do(ctx, pprof.Labels("a", "other", "b", "new"), show)
		show(ctx)
		done := make(chan bool)
		go func() {
			defer close(done)
			show(ctx)
			pprof.SetGoroutineLabels(context.Background())
			show(ctx)
		}()
		<-done
		fmt.Println(ctx)
	})
	show(ctx)
	pprof.SetGoroutineLabels(pprof.WithLabels(ctx, pprof.Labels()))
	show(ctx)
}
