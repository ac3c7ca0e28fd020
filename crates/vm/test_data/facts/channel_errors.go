//procs:1
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func try(name string, f func()) {
	defer func() {
		r := recover()
		var re runtime.Error
		err, _ := r.(error)
		fmt.Printf("%s: %v %T %v\n", name, r, r, errors.As(err, &re))
	}()
	f()
}

func main() {
	var none chan int
	fmt.Println(len(none), cap(none))
	c := make(chan int, 2)
	c <- 1
	fmt.Println(len(c), cap(c))
	close(c)
	try("send on closed", func() { c <- 1 })
	try("select send on closed", func() {
		select {
		case c <- 1:
		default:
		}
	})
	try("select of two", func() {
		select {
		case c <- 1:
		case none <- 1:
		}
	})
	try("close closed", func() { close(c) })
	try("close nil", func() { close(none) })
	n := -1
	try("negative size", func() { c = make(chan int, n) })
	n = 1 << 60
	try("large size", func() { c = make(chan int, n) })
	v, ok := <-c
	fmt.Println(v, ok)
	v, ok = <-c
	fmt.Println(v, ok)

	// Closing wakes senders, which panic.
	d := make(chan int)
	done := make(chan string)
	for range 2 {
		go func() {
			defer func() { done <- fmt.Sprint(recover()) }()
			d <- 1
		}()
	}
	go func() {
		defer func() { done <- fmt.Sprint(recover()) }()
		select {
		case d <- 2:
		case none <- 1:
		}
	}()
	runtime.Gosched()
	close(d)
	fmt.Println(<-done, <-done, <-done)
}
