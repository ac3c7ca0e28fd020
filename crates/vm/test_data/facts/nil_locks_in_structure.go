package main

import "sync"

type table struct {
	names map[string]int
	mu    sync.RWMutex
}

func (t *table) get(name string) int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.names[name]
}

func main() {
	var t *table
	println(t.get("a"))
}
