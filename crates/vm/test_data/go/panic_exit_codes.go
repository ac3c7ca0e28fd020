// A goroutine panics while others wait: all ends with 2, deferred calls of others do not run.
package main

import (
	"fmt"
	"sync"
)

type quota struct{ used, limit int }

func (q quota) Error() string { return fmt.Sprintf("quota: %d of %d", q.used, q.limit) }

func main() {
	defer fmt.Println("never: main waits")
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer fmt.Println("runs: the goroutine's own")
		panic(fmt.Errorf("failed: %w", quota{3, 2}))
	}()
	select {}
}
