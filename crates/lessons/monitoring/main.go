package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

var rate = 2 * time.Millisecond //gopark:param 500us..10ms between two requests
var spike = 10                  //gopark:param 1..40 times the load in the fourth tenth of a second
var slots = 8                   //gopark:param 1..64 requests the database serves at once

var (
	database = make(chan struct{}, slots)
	served   atomic.Int64
	waited   atomic.Int64
)

// handle waits for the database and notes how long it all took.
func handle() {
	start := time.Now()
	database <- struct{}{}
	time.Sleep(10 * time.Millisecond)
	<-database
	served.Add(1)
	waited.Add(int64(time.Since(start)))
}

// report prints what a dashboard would show for the last tenth of a second.
func report() {
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	for tenth := range 10 {
		time.Sleep(100 * time.Millisecond)
		n, ns := served.Swap(0), waited.Swap(0)
		latency := time.Duration(ns / max(n, 1)).Round(time.Millisecond)
		fmt.Printf("%4dms  goroutines %4d  served %3d  latency %v\n", 100*(tenth+1), runtime.NumGoroutine(), n, latency)
	}
}

func main() {
	go func() {
		for start := time.Now(); ; time.Sleep(rate) {
			n := 1
			if at := time.Since(start); at > 300*time.Millisecond && at < 400*time.Millisecond {
				n = spike
			}
			for range n {
				go handle()
			}
		}
	}()
	report()
}
