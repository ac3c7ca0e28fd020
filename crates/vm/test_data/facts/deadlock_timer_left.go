//procs:1
package main

import "time"

// The timer is not waited for any more: nobody can wake main.
func main() {
	c := make(chan int, 1)
	c <- 1
	k := time.NewTicker(time.Millisecond)
	<-k.C
	select {
	case <-c:
	case <-time.After(time.Hour):
	}
	for range 3 {
		<-k.C
	}
	k.Stop()
	<-k.C
}
