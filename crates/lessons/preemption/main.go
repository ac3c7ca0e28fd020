package main

import (
	"fmt"
	"time"
)

var spinners = 1 //gopark:param 1..8 goroutines that never let go

// spin computes for ever, and calls nothing.
func spin() {
	n := 0
	for {
		n++
	}
}

func main() {
	for range spinners {
		go spin()
	}
	for turn := range 12 {
		time.Sleep(2 * time.Millisecond)
		fmt.Println("main is back, turn", turn+1)
	}
}
