// A million goroutines start and finish.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for range 1_000_000 {
		wg.Add(1)
		go func() { wg.Done() }()
	}
	wg.Wait()
	fmt.Println("done")
}
