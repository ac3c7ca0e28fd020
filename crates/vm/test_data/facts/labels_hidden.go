//procs:1
//env:GODEBUG=tracebacklabels=0

package main

import (
	"context"
	"runtime/pprof"
)

func main() {
	pprof.Do(context.Background(), pprof.Labels("a", "b"), func(context.Context) {
		panic("x")
	})
}
