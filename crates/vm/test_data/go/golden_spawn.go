//procs:1
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() { println(i); wg.Done() }()
	}
	wg.Wait()
}
