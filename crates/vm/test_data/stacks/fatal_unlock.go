//procs:1
package main

import "sync"

func main() {
	var mu sync.Mutex
	mu.Unlock()
}
