//procs:1
package main

import (
	"runtime"
	"time"
)

func main() {
	go func() {
		defer func() { panic("while leaving") }()
		runtime.Goexit()
	}()
	time.Sleep(time.Second)
}
