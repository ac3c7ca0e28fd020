package main

import (
	"fmt"
	"time"
)

func main() {
	a, b := make(chan int), make(chan string, 1)
	select {
	case v := <-a:
		fmt.Println("a", v)
	default:
		fmt.Println("nothing")
	}
	b <- "x"
	select {
	case v := <-a:
		fmt.Println("a", v)
	case s, ok := <-b:
		fmt.Println("b", s, ok)
	}
	go func() { a <- 42 }()
	select {
	case v := <-a:
		fmt.Println("a", v)
	case <-time.After(time.Second):
		fmt.Println("timeout")
	}
	select {
	case v := <-a:
		fmt.Println("a", v)
	case <-time.After(10 * time.Millisecond):
		fmt.Println("timeout")
	}
	var nilch chan int
	select {
	case nilch <- 1:
	case <-nilch:
	default:
		fmt.Println("nil channels never")
	}
	quit := make(chan bool)
	out := make(chan int)
	go func() {
		for range 5 {
			fmt.Print(<-out, " ")
		}
		quit <- true
	}()
	x, y := 0, 1
	for run := true; run; {
		select {
		case out <- x:
			x, y = y, x+y
		case <-quit:
			fmt.Println("quit")
			run = false
		}
	}
	counts := [2]int{}
	c0, c1 := make(chan int, 1000), make(chan int, 1000)
	for range 1000 {
		c0 <- 0
		c1 <- 1
	}
	for range 1000 {
		select {
		case i := <-c0:
			counts[i]++
		case i := <-c1:
			counts[i]++
		}
	}
	fmt.Println(counts[0]+counts[1], counts[0] > 350, counts[1] > 350)
	closed := make(chan int)
	close(closed)
	select {
	case v, ok := <-closed:
		fmt.Println(v, ok)
	}
	m := map[string]int{}
	s := make(chan int, 1)
	s <- 3
	select {
	case m["k"] = <-s:
	}
	fmt.Println(m)
	ticker := time.NewTicker(5 * time.Millisecond)
	n := 0
	timeout := time.After(52 * time.Millisecond)
loop:
	for {
		select {
		case <-ticker.C:
			n++
			if n == 5 {
				ticker.Stop()
				break loop
			}
		case <-timeout:
			break loop
		}
	}
	fmt.Println("ticks", n)
}
