package main

import "sync"

func release(mu *sync.RWMutex) {
	defer println("released")
	mu.Unlock()
}

func main() { release(nil) }
