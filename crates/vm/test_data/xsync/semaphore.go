package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

func main() {
	ctx := context.Background()
	sem := semaphore.NewWeighted(4)
	fmt.Println(sem.Acquire(ctx, 3), sem.TryAcquire(2), sem.TryAcquire(1), sem.TryAcquire(1))

	// The big request is first in line: the small one behind it waits although its token is there.
	var wg sync.WaitGroup
	order := make(chan string, 3)
	wait := func(name string, n int64) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := sem.Acquire(ctx, n); err != nil {
				order <- name + " " + err.Error()
				return
			}
			order <- name
		}()
		time.Sleep(time.Millisecond)
	}
	wait("big", 3)
	wait("small", 1)
	sem.Release(1)
	time.Sleep(time.Millisecond)
	fmt.Println("served:", len(order), "try:", sem.TryAcquire(1))
	sem.Release(2)
	fmt.Println(<-order)
	sem.Release(1)
	fmt.Println(<-order)
	wg.Wait()
	sem.Release(4)

	// Who gives up at the front lets those behind in.
	sem.Acquire(ctx, 3)
	short, cancel := context.WithTimeout(ctx, 5*time.Millisecond)
	defer cancel()
	wg.Add(1)
	go func() {
		defer wg.Done()
		order <- fmt.Sprint("big ", sem.Acquire(short, 2))
	}()
	time.Sleep(time.Millisecond)
	wait("small", 1)
	fmt.Println("served:", len(order))
	wg.Wait()
	first, second := <-order, <-order
	if first > second {
		first, second = second, first
	}
	fmt.Println(first, "|", second)

	// More than there is can never be had.
	short, cancel = context.WithTimeout(ctx, time.Millisecond)
	defer cancel()
	fmt.Println(sem.Acquire(short, 5))
	// A context that is over acquires nothing, even if there are tokens.
	sem.Release(4)
	fmt.Println(sem.Acquire(short, 1), sem.TryAcquire(4))
	sem.Release(4)
	defer func() { fmt.Println("recovered:", recover()) }()
	sem.Release(1)
}
