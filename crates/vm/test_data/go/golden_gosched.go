//procs:1
package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for _, s := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			for i := 0; i < 3; i++ {
				println(s, i)
				runtime.Gosched()
			}
			wg.Done()
		}()
	}
	wg.Wait()
}
