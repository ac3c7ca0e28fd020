//procs:1
package main

import (
	"fmt"
	"os"
	"runtime/pprof"
	"time"
)

//go:noinline
func wait(ch chan int) { <-ch }

//go:noinline
func through(ch chan int) { wait(ch) }

func main() {
	ch := make(chan int)
	for range 3 {
		go through(ch)
	}
	for range 2 {
		go wait(ch)
	}
	time.Sleep(time.Millisecond)
	pprof.Lookup("goroutineleak").WriteTo(os.Stdout, 1)
	fmt.Println(pprof.Lookup("goroutine").Count(), pprof.Lookup("nothing") == nil)
	for _, p := range pprof.Profiles() {
		fmt.Println(p.Name())
	}
}
