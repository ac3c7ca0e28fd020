// A hundred thousand goroutines alive, of which a few move at any moment.
package main

import "sync"

var crowd = 100_000 //gopark:param 1..1000000

func main() {
	gate := make(chan int)
	var wg sync.WaitGroup
	for range crowd {
		wg.Add(1)
		go func() {
			for range gate {
			}
			wg.Done()
		}()
	}
	for n := 0; ; n++ {
		gate <- n
	}
}
