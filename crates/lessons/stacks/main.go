package main

import (
	"fmt"
	"runtime"
	"time"
)

var depth = 2000 //gopark:param 1..100000 calls into each other

// A frame of this function holds a little more than 64 bytes.
func dive(n int) int {
	var local [8]int
	local[n%8] = n
	if n == 0 {
		return 0
	}
	return dive(n-1) + local[n%8] - n + 1
}

func diver(done chan<- int) {
	done <- dive(depth)
	time.Sleep(time.Hour) // back at the top, with the stack of the deepest moment
}

func main() {
	done := make(chan int)
	go diver(done)
	fmt.Println("calls:", <-done)
	for range 8 {
		time.Sleep(100 * time.Microsecond)
		runtime.GC()
	}
	fmt.Println("collected 8 times")
}
