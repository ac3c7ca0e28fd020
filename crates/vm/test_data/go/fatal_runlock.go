// An RWMutex unlocked for reading without being locked.
package main

import "sync"

func main() {
	var mu sync.RWMutex
	defer func() { println("never", recover()) }()
	mu.RUnlock()
}
