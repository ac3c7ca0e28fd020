// A million round trips between two goroutines, over two unbuffered channels.
package main

import "fmt"

func main() {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for n := range ping {
			pong <- n + 1
		}
		close(pong)
	}()
	sum := 0
	for i := range 1_000_000 {
		ping <- i
		sum += <-pong
	}
	close(ping)
	fmt.Println(sum)
}
