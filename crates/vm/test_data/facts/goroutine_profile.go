//procs:1

package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

func wait(c chan int) { <-c }

func main() {
	c := make(chan int)
	for range 2 {
		go wait(c)
	}
	go func() { time.Sleep(time.Hour) }()
	runtime.Gosched()
	fmt.Println(runtime.GoroutineProfile(nil))
	p := make([]runtime.StackRecord, 10)
	n, ok := runtime.GoroutineProfile(p)
	fmt.Println(n, ok)
	for i := range p[:n] {
		frames := runtime.CallersFrames(p[i].Stack())
		for {
			f, more := frames.Next()
			if !strings.HasPrefix(f.Function, "runtime.goroutineProfile") {
				fmt.Println(i, f.Function, f.File[strings.LastIndex(f.File, "/")+1:], f.Line)
			}
			if !more {
				break
			}
		}
	}
	fmt.Println(len(p[n].Stack()))
}
