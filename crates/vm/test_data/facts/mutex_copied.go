package main

import (
	"fmt"
	"sync"
)

type counter struct {
	mu sync.Mutex
	n  int
}

// The receiver is a copy, and locked if the original was.
func (c counter) add() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

func main() {
	var c counter
	c.add()
	fmt.Println(c.n)
	c.mu.Lock()
	c.add()
}
