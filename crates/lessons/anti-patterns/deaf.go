package main

import (
	"context"
	"fmt"
	"runtime"
	"time"
)

// poll has a context, and never looks at it.
func poll(ctx context.Context, every time.Duration) {
	for {
		time.Sleep(every)
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
