//procs:1
package main

import "time"

// A ticker that nobody waits for does not keep a program alive.
func main() {
	time.NewTicker(time.Hour)
	time.NewTimer(time.Hour)
	c := make(chan int)
	<-c
}
