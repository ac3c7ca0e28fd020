//procs:1
package main

import "sync"

type node struct {
	mu   sync.RWMutex
	next *node
}

func (n *node) walk(depth int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.next != nil {
		n.next.walk(depth + 1)
	}
}

func main() {
	ring := &node{}
	ring.next = &node{next: ring}
	ring.walk(0)
}
