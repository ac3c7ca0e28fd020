//procs:1

// A cleanup or a finalizer can end the goroutine that runs all of them: nobody takes its place.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type table struct{ rows [10]int }

func main() {
	for i := range 2 {
		runtime.AddCleanup(new(table), func(i int) {
			defer fmt.Println("cleanup", i)
			runtime.Goexit()
		}, i)
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	for i := range 2 {
		runtime.SetFinalizer(new(table), func(*table) {
			defer fmt.Println("finalizer", i)
			runtime.Goexit()
		})
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	runtime.GC()
	fmt.Println(runtime.NumGoroutine())
}
