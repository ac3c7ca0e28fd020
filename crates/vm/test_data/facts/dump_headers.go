//procs:1
package main

import (
	"context"
	"os"
	"runtime"
	"runtime/pprof"
	"time"
)

func main() {
	go func() {
		runtime.LockOSThread()
		select {}
	}()
	go pprof.Do(context.Background(), pprof.Labels("b", "two words", "a", "1/x_y.z"), func(ctx context.Context) {
		go func() { select {} }()
		pprof.Do(ctx, pprof.Labels("a", "2", "c", ""), func(context.Context) { time.Sleep(time.Hour) })
	})
	time.Sleep(time.Millisecond)
	pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
}
