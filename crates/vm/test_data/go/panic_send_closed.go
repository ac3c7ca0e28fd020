// A goroutine sends on a closed channel while main waits.
package main

import "time"

func main() {
	c := make(chan int)
	go func() {
		time.Sleep(time.Millisecond)
		close(c)
	}()
	c <- 1
}
