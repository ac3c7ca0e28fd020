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
	for i := range 8 {
		labels := pprof.Labels("kind", "worker", "divides", []string{"no", "yes", "yes"}[i%3])
		go pprof.Do(context.Background(), labels, func(context.Context) { time.Sleep(time.Hour) })
		runtime.Gosched()
	}
	pprof.Lookup("goroutine").WriteTo(os.Stdout, 1)
}
