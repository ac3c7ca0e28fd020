package main

import "sync"

func main() {
	var c *sync.Cond
	done := make(chan bool)
	go func() { c.Wait() }()
	<-done
}
