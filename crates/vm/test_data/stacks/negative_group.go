//procs:1
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	defer func() { println("deferred") }()
	wg.Done()
}
