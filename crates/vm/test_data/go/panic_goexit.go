package main

import (
	"fmt"
	"runtime"
)

func main() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() {
			fmt.Println("recovered in goexit:", recover())
		}()
		defer func() {
			defer func() { fmt.Println("inner", recover()) }()
			panic("during goexit")
		}()
		runtime.Goexit()
	}()
	<-done
	fmt.Println("goexit done")
	go func() {
		defer func() { runtime.Goexit() }()
		panic("aborted by goexit")
	}()
	runtime.Goexit()
}
