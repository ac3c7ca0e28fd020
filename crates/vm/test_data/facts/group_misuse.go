//procs:1
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	try("negative", func() {
		var wg sync.WaitGroup
		wg.Add(2)
		wg.Add(-3)
	})
	try("done", func() {
		var wg sync.WaitGroup
		wg.Done()
	})
	try("large", func() {
		var wg sync.WaitGroup
		wg.Add(1 << 31)
	})
	var wg sync.WaitGroup
	wg.Go(func() { runtime.Goexit() })
	wg.Wait()
	fmt.Println("Goexit counts as done")
	wg.Wait()
}
