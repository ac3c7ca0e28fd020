//procs:1
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
)

type opaque struct{ context.Context }

func (opaque) Value(any) any { return nil }

func main() {
	root, cancel := context.WithCancel(context.Background())
	leaf, _ := context.WithCancel(opaque{root})
	go func() { <-leaf.Done() }()
	for range 3 {
		runtime.Gosched()
	}
	pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
	cancel()
	<-leaf.Done()
	fmt.Println(leaf.Err(), leaf)
}
