//procs:1
package main

import (
	"fmt"
	"runtime"
)

func main() {
	// Waiting senders are served in the order of coming; a full buffer turns through.
	c := make(chan int, 2)
	for i := range 6 {
		go func() { c <- i }()
		runtime.Gosched()
	}
	for range 6 {
		fmt.Print(<-c, " ", len(c), "; ")
	}
	fmt.Println()
	// Waiting receivers get values directly, the buffer stays empty.
	d := make(chan int, 3)
	var got []string
	for i := range 3 {
		go func() {
			v := <-d
			got = append(got, fmt.Sprint(i, "=", v))
		}()
		runtime.Gosched()
	}
	for v := range 4 {
		d <- v
		fmt.Print(len(d), " ")
	}
	runtime.Gosched()
	fmt.Println(got)
	// Closing: receivers and senders are readied so that the first waiter runs first, the others from the last on.
	e := make(chan int)
	var order []int
	for i := range 5 {
		go func() {
			select {
			case <-e:
			case e <- 1:
			}
			order = append(order, i)
		}()
		runtime.Gosched()
	}
	_, ok := <-e
	fmt.Println(ok)
}
