//procs:1
package main

import (
	"context"
	"fmt"
	"runtime/pprof"
)

func main() {
	ctx := pprof.WithLabels(context.Background(), pprof.Labels("k", "v", "a", "b"))
	fmt.Println(pprof.Label(ctx, "k"))
	fmt.Println(pprof.Label(ctx, "none"))
	fmt.Println(ctx)
	pprof.ForLabels(ctx, func(key, value string) bool {
		fmt.Println(key, value)
		return true
	})
	func() {
		defer func() { fmt.Println(recover()) }()
		pprof.Labels("odd")
	}()
	pprof.SetGoroutineLabels(ctx)
	panic("with labels")
}
