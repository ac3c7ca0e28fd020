//procs:1
package main

import (
	"runtime"
	"sync"
)

func main() {
	go func() {
		defer func() {
			var mu sync.Mutex
			mu.Unlock()
		}()
		runtime.Goexit()
	}()
	select {}
}
