// An uncaught slice out of range in a goroutine.
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		s := []int{1, 2, 3}
		n := 5
		println(len(s[n:]))
	}()
	wg.Wait()
}
