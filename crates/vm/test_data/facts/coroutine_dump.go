//procs:1
package main

import (
	"iter"
	"runtime"
	"os"
	"runtime/pprof"
)

func main() {
	next, _ := iter.Pull(func(y func(int) bool) {
		y(1)
		pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
		b := make([]byte, 10000)
		os.Stdout.Write(b[:runtime.Stack(b, true)])
		panic("out of pull")
	})
	next()
	next()
}
