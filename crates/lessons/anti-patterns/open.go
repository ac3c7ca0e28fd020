package main

import (
	"fmt"
	"runtime"
	"time"
)

// lines sends three lines, and says nothing when there are no more.
func lines() <-chan string {
	ch := make(chan string)
	go func() {
		for _, line := range []string{"ant", "bee", "cat"} {
			ch <- line
		}
	}()
	return ch
}

func main() {
	for range 6 {
		go func() {
			for range lines() {
				time.Sleep(time.Millisecond)
			}
		}()
	}
	time.Sleep(15 * time.Millisecond)
	fmt.Println("still reading:", runtime.NumGoroutine()-1)
}
