package main

import (
	"context"
	"fmt"
	"runtime"
	"time"
)

// poll ends when its context does, also in the middle of a pause.
func poll(ctx context.Context, every time.Duration) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(every):
		}
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	for n := range 8 {
		go poll(ctx, time.Duration(n+1)*time.Millisecond)
	}
	time.Sleep(15 * time.Millisecond)
	cancel()
	time.Sleep(15 * time.Millisecond)
	fmt.Println("still polling:", runtime.NumGoroutine()-1)
}
