//procs:1
package main

import (
	"runtime"
	"time"
)

func main() {
	go func() {
		runtime.LockOSThread()
		time.Sleep(time.Millisecond)
		panic("tied")
	}()
	time.Sleep(time.Second)
}
