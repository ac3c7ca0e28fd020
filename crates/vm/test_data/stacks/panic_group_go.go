//procs:1
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { panic("in the group") })
	wg.Wait()
}
