//procs:1
package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"sync"
)

func main() {
	// writers' preference
	var rw sync.RWMutex
	var log []string
	rw.RLock()
	var wg sync.WaitGroup
	wg.Go(func() { rw.Lock(); log = append(log, "w"); rw.Unlock() })
	time.Sleep(time.Millisecond)
	fmt.Println(rw.TryRLock(), rw.TryLock())
	for i := range 3 {
		wg.Go(func() { rw.RLock(); log = append(log, fmt.Sprint("r", i)); rw.RUnlock() })
	}
	time.Sleep(time.Millisecond)
	rw.RUnlock()
	wg.Wait()
	fmt.Println(log)
	l := rw.RLocker()
	l.Lock()
	fmt.Println(rw.TryLock(), rw.TryRLock())
	l.Unlock()
	rw.RUnlock()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := context.Cause(ctx)
	fmt.Println(errors.Is(err, context.Canceled))
	defer func() { fmt.Println("not") }()
	l.Unlock()
}
