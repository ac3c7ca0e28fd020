//procs:1
package main

import (
	"fmt"
	"time"
)

func main() {
	var order []int
	done := make(chan int)
	for _, d := range []int{5, 1, 4, 2, 3} {
		go func() {
			time.Sleep(time.Duration(d) * 2 * time.Millisecond)
			order = append(order, d)
			done <- d
		}()
	}
	for range 5 {
		<-done
	}
	fmt.Println(order)
	// A slow reader misses ticks; the channel keeps one.
	k := time.NewTicker(2 * time.Millisecond)
	time.Sleep(9 * time.Millisecond)
	n := 0
	for range 2 {
		select {
		case <-k.C:
			n++
		default:
		}
	}
	fmt.Println(n)
}
