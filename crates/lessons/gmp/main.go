package main

import (
	"fmt"
	"runtime"
	"time"
)

var tasks = 12                    //gopark:param 1..100 goroutines in each round
var work = 300 * time.Microsecond //gopark:param 10us..5ms of processor time for each

// task computes for a while, then hands its result over.
func task(id int, results chan<- int) {
	compute(work)
	results <- id
}

// compute keeps a processor busy for d.
//
//gopark:cpu
func compute(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

func main() {
	fmt.Println("processors:", runtime.GOMAXPROCS(0))
	rounds := 0
	for ; rounds < 100; rounds++ {
		results := make(chan int)
		n := tasks
		for id := range n {
			go task(id, results)
		}
		for range n {
			<-results
		}
	}
	fmt.Println("rounds:", rounds)
}
