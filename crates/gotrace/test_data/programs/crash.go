// Crash ends in a different way for each argument; GOTRACEBACK and GODEBUG do the rest.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"time"
)

type cents int

type cup struct{ name string }

func fail(how string) {
	switch how {
	case "error":
		panic(errors.New("two\nlines"))
	case "value":
		panic(cents(250))
	case "nested":
		defer func() { panic(fmt.Sprint("again: ", recover())) }()
		panic("first")
	case "repanic":
		defer func() {
			e := recover()
			panic(e)
		}()
		panic("once more")
	case "nil":
		var c *cup
		fmt.Println(c.name)
	case "deadlock":
		var wg sync.WaitGroup
		wg.Add(1)
		wg.Wait()
	case "overflow":
		debug.SetMaxStack(1 << 20)
		fmt.Println(deep(1 << 30))
	}
}

func deep(n int) int {
	var pad [64]int
	if n == 0 {
		return 0
	}
	pad[n%64] = n
	return deep(n-1) + pad[(n+1)%64]
}

func main() {
	if os.Args[1] != "deadlock" {
		go func() { select {} }()
		time.Sleep(time.Millisecond)
	}
	done := make(chan bool)
	go func() {
		fail(os.Args[1])
		close(done)
	}()
	<-done
}
