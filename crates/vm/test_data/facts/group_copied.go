package main

import (
	"fmt"
	"sync"
)

// The group is a copy: Done counts down there, and whoever waits at the original waits for ever.
func work(n int, wg sync.WaitGroup) {
	defer wg.Done()
	fmt.Println("worked", n)
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go work(1, wg)
	wg.Wait()
	fmt.Println("not shown")
}
