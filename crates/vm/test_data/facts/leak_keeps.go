//procs:1
package main

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/pprof"
	"strings"
)

type big struct{ pad [100]*int }

// What a leaked goroutine holds is kept: no finalizer runs.
func main() {
	ran := false
	go func() {
		b := &big{}
		runtime.SetFinalizer(b, func(*big) { ran = true })
		<-make(chan int)
		println(b.pad[0])
	}()
	runtime.Gosched()
	for range 3 {
		var out bytes.Buffer
		pprof.Lookup("goroutineleak").WriteTo(&out, 1)
		fmt.Println(strings.SplitN(out.String(), "\n", 2)[0])
		runtime.GC()
		runtime.Gosched()
	}
	fmt.Println(ran, runtime.NumGoroutine())
}
