// A million goroutines wait at one channel, which is then closed.
package main

import (
	"fmt"
	"sync"
)

func main() {
	const count = 1_000_000
	gate := make(chan struct{})
	var began, ended sync.WaitGroup
	began.Add(count)
	ended.Add(count)
	for range count {
		go func() {
			began.Done()
			<-gate
			ended.Done()
		}()
	}
	began.Wait()
	close(gate)
	ended.Wait()
	fmt.Println("done")
}
