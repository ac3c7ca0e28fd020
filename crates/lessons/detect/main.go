package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"time"
)

var rate = 10 * time.Millisecond //gopark:param 1ms..100ms between two requests
var fixed = false                //gopark:param there is room for a late answer

// search asks a backend, and gives up after a while.
func search(query int) bool {
	answers := make(chan int)
	if fixed {
		answers = make(chan int, 1)
	}
	go ask(query, answers)
	select {
	case <-answers:
		return true
	case <-time.After(2 * time.Millisecond):
		return false
	}
}

// ask is quick for most queries.
func ask(query int, answers chan<- int) {
	if query%3 == 0 {
		time.Sleep(5 * time.Millisecond)
	}
	answers <- query
}

func main() {
	late := 0
	for query := 1; query <= 60; query++ {
		if !search(query) {
			late++
		}
		time.Sleep(rate)
		if query%10 == 0 {
			fmt.Println("queries:", query, "late:", late, "goroutines:", runtime.NumGoroutine())
		}
	}
	_ = pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
}
