package main

import "sync"

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	c := make(chan int)
	wg.Add(1)
	go func() { c <- 1 }()
	go func() { mu.Lock(); mu.Lock() }()
	go func() { select {} }()
	go func() { var n chan int; <-n }()
	wg.Wait()
}
