//procs:1
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	for i := range 2 {
		go func() {
			defer func() { fmt.Println(i, recover()) }()
			wg.Wait()
		}()
	}
	runtime.Gosched()
	func() {
		defer func() { fmt.Println(recover()) }()
		wg.Add(-2)
	}()
	wg.Add(1)
	runtime.Gosched()
	runtime.Gosched()
	// Reused while those who waited have not run yet.
	wg.Add(1)
	for i := range 3 {
		go func() {
			defer func() { fmt.Println("again", i, recover()) }()
			wg.Wait()
		}()
	}
	runtime.Gosched()
	wg.Done()
	wg.Add(1)
	runtime.Gosched()
	runtime.Gosched()
}
