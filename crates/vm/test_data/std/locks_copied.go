package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	mu.Lock()
	other := mu
	fmt.Println(other.TryLock(), &mu, &other)
	other.Unlock()
	fmt.Println(other.TryLock(), mu.TryLock())
	mu = sync.Mutex{}
	fmt.Println(mu.TryLock(), &mu)

	var rw sync.RWMutex
	rw.RLock()
	readers := rw
	fmt.Println(&readers, readers.TryLock(), readers.TryRLock())
	readers.RUnlock()
	readers.RUnlock()
	fmt.Println(readers.TryLock(), &readers)
	writer := readers
	fmt.Println(writer.TryRLock())
	writer.Unlock()
	fmt.Println(writer.TryRLock(), &writer)
	rw = sync.RWMutex{}
	fmt.Println(rw.TryLock())

	var wg sync.WaitGroup
	wg.Add(3)
	fmt.Printf("%+v\n", &wg)
	group := wg
	for range 3 {
		group.Done()
	}
	group.Wait()
	wg = sync.WaitGroup{}
	wg.Wait()

	// What moves to another place stays as it is.
	groups := make([]sync.WaitGroup, 1)
	groups[0].Add(1)
	groups = append(groups, sync.WaitGroup{})
	groups[0].Done()
	groups[0].Wait()

	// Who waits is not copied, but counted.
	held := new(sync.Mutex)
	held.Lock()
	done := make(chan bool)
	go func() {
		held.Lock()
		done <- true
	}()
	for fmt.Sprint(held) != "&{{} {9 0}}" {
	}
	copied := *held
	copied.Unlock()
	fmt.Println(copied.TryLock())
	held.Unlock()
	fmt.Println(<-done)
}
