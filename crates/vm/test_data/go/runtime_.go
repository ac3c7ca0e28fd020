package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	fmt.Println(runtime.NumGoroutine())
	block := make(chan bool)
	var wg sync.WaitGroup
	for range 5 {
		wg.Add(1)
		go func() { wg.Done(); <-block }()
	}
	wg.Wait()
	fmt.Println(runtime.NumGoroutine())
	close(block)
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	fmt.Println("all gone")
	old := runtime.GOMAXPROCS(2)
	fmt.Println(old >= 1, runtime.GOMAXPROCS(0))
	done := make(chan string)
	go func() {
		defer close(done)
		defer func() { done <- fmt.Sprint("deferred, recover: ", recover()) }()
		runtime.Goexit()
		done <- "never"
	}()
	for s := range done {
		fmt.Println(s)
	}
	runtime.GC()
	fmt.Println(runtime.GOOS != "", runtime.NumCPU() > 0)
}
