//procs:1
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	for g := 0; g < 3; g++ {
		wg.Add(1)
		go func() {
			println("P", g)
			for k := 0; k < 3; k++ {
				wg.Add(1)
				go func() { println("c", g, k); wg.Done() }()
			}
			wg.Done()
		}()
	}
	wg.Wait()
}
