// runtime.Goexit runs deferred calls, cannot be recovered, ends only its goroutine.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer fmt.Println("deferred 1")
		func() {
			defer func() { fmt.Println("recovered", recover()) }()
			runtime.Goexit()
		}()
		fmt.Println("not reached")
	}()
	wg.Wait()
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer func() { fmt.Println("after panic in goexit:", recover()) }()
		defer panic("in deferred call")
		runtime.Goexit()
	}()
	wg.Wait()
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer func() {
			defer runtime.Goexit()
		}()
		panic("goexit stops it")
	}()
	wg.Wait()
	done := make(chan int)
	go func() {
		defer close(done)
		for i := 0; ; i++ {
			defer fmt.Print("d", i, " ")
			if i == 3 {
				runtime.Goexit()
			}
		}
	}()
	<-done
	fmt.Println()
	fmt.Println("main ends")
}
