// Nine thousand goroutines leak, each with a little memory, while others work.
package main

import "time"

type node struct {
	next *node
	n    int
}

func leak() {
	var list *node
	for n := range 20 {
		list = &node{list, n}
	}
	<-make(chan int)
	println(list.n)
}

func main() {
	for range 9_000 {
		go leak()
	}
	for {
		time.Sleep(time.Millisecond)
	}
}
