//procs:1
package main

import "sync"

func main() {
	var rw sync.RWMutex
	rw.RLock()
	defer func() { recover() }()
	rw.Unlock()
}
