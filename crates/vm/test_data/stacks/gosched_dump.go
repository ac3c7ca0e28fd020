//procs:1
package main

import (
	"os"
	"runtime"
)

//go:noinline
func spin() {
	for {
		runtime.Gosched()
	}
}

func main() {
	go spin()
	runtime.Gosched()
	runtime.Gosched()
	buf := make([]byte, 4000)
	os.Stdout.Write(buf[:runtime.Stack(buf, true)])
}
