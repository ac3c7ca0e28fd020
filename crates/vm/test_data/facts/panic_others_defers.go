//procs:1
package main

import "time"

func main() {
	defer println("main's deferred call never runs")
	go func() {
		defer println("nor this one")
		time.Sleep(time.Hour)
	}()
	go func() {
		defer println("but this one")
		panic("dies")
	}()
	time.Sleep(time.Second)
}
