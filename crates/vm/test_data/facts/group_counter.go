//procs:1
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	wg.Add(1 << 32)
	wg.Add(1<<32 + 1)
	wg.Done()
	wg.Wait()
	func() {
		defer func() { println(recover().(string)) }()
		wg.Add(1<<31 - 1)
		wg.Add(1)
	}()
}
