//procs:1
//env:GODEBUG=tracebackancestors=1

package main

import (
	"fmt"
	"runtime/debug"
	"sync"
)

type srv struct{}

func (s *srv) handle(n int, wg *sync.WaitGroup) {
	defer wg.Done()
	if n == 0 {
		fmt.Printf("%s", debug.Stack())
		return
	}
	wg.Add(1)
	go func() { s.handle(n-1, wg) }()
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go (&srv{}).handle(3, &wg)
	wg.Wait()
}
