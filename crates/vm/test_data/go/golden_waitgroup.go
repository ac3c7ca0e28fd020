//procs:1
package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg, all sync.WaitGroup
	wg.Add(1)
	for i := 0; i < 6; i++ {
		all.Add(1)
		go func() { wg.Wait(); println(i); all.Done() }()
		runtime.Gosched()
	}
	wg.Done()
	all.Wait()
}
