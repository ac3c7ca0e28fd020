// Workers finish, but nobody closes the channel that main ranges over.
package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan int)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- i * i
		}()
	}
	sum := 0
	n := 0
	for r := range results {
		sum += r
		n++
		if n == 3 {
			fmt.Println("sum", sum)
		}
	}
	wg.Wait()
}
