package main

import (
	"runtime"
	"testing"
	"time"
)

var leaks = false            //gopark:param the code under test leaves a goroutine behind
var pause = time.Duration(0) //gopark:param 0s..10ms before the second count

// first returns the answer of whichever of two servers is faster.
func first() string {
	answers := make(chan string)
	if !leaks {
		answers = make(chan string, 2) // room for both: the slower one can leave too
	}
	for _, server := range []string{"far", "near"} {
		go func() {
			if server == "far" {
				time.Sleep(2 * time.Millisecond)
			}
			time.Sleep(time.Millisecond)
			answers <- server
		}()
	}
	return <-answers
}

func TestFirst(t *testing.T) {
	before := runtime.NumGoroutine()
	if got := first(); got != "near" {
		t.Errorf("first() = %q", got)
	}
	time.Sleep(pause)
	after := runtime.NumGoroutine()
	if after > before {
		t.Fatalf("possible goroutine leak: %d before, %d after", before, after)
	}
}
