package main

import (
	"context"
	"fmt"
	"runtime"
	"time"
)

var hasStart = false  //gopark:param somebody sends the start signal
var hasExit = false   //gopark:param the loop has an end
var hasCancel = false //gopark:param the send can be given up

// complete has all three: work to start with, an end, and a way to be stopped before it.
func complete(ctx context.Context, jobs <-chan int) {
	for {
		select {
		case <-ctx.Done():
			return
		case _, ok := <-jobs:
			if !ok {
				return
			}
			time.Sleep(time.Millisecond)
		}
	}
}

// noStart waits for a signal before it does anything.
func noStart(start <-chan struct{}) {
	<-start
}

// noExit refreshes something once in a while.
func noExit(ctx context.Context) {
	for !hasExit || ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
}

// noCancel has a result for somebody who may have stopped listening.
func noCancel(ctx context.Context, results chan<- int) {
	time.Sleep(3 * time.Millisecond)
	if !hasCancel {
		results <- 42
		return
	}
	select {
	case results <- 42:
	case <-ctx.Done():
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	jobs, start, results := make(chan int, 3), make(chan struct{}), make(chan int)
	for job := range 3 {
		jobs <- job
	}

	go complete(ctx, jobs)
	go noStart(start)
	go noExit(ctx)
	go noCancel(ctx, results)

	time.Sleep(8 * time.Millisecond)
	cancel() // everybody is told to stop
	if hasStart {
		close(start)
	}
	time.Sleep(4 * time.Millisecond)
	fmt.Println("still there:", runtime.NumGoroutine()-1, "of 4")
	time.Sleep(20 * time.Millisecond)
}
