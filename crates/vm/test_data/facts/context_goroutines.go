//procs:1
package main

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"time"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	done := make(chan bool)
	context.AfterFunc(ctx, func() {
		os.Stdout.Write(debug.Stack())
		close(done)
	})
	<-done
	fmt.Println(ctx.Err())
	o, stop := context.WithCancel(waits{ctx})
	defer stop()
	fmt.Println(o.Err())
	panic(o)
}

type waits struct{ context.Context }
