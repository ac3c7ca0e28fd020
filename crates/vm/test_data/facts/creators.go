//procs:1
package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"sync"
)

type S struct{ wg sync.WaitGroup }

func (s *S) spawn() {
	s.wg.Go(func() { os.Stdout.Write(debug.Stack()) })
	s.wg.Wait()
}

func gen[T any](v T) {
	done := make(chan T)
	go func() {
		os.Stdout.Write(debug.Stack())
		done <- v
	}()
	<-done
}

var started = func() chan bool {
	c := make(chan bool)
	go func() { os.Stdout.Write(debug.Stack()); c <- true }()
	return c
}()

func init() {
	c := make(chan bool)
	go func() { os.Stdout.Write(debug.Stack()); c <- true }()
	<-c
}

func main() {
	<-started
	new(S).spawn()
	gen(1)
	func() {
		c := make(chan int)
		go func() {
			go func() { os.Stdout.Write(debug.Stack()); close(c) }()
		}()
		<-c
	}()
	fmt.Println("end")
}
