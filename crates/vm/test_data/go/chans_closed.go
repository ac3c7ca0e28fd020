// Channels: closing, draining, ranges, directions, nil, comparisons, channels of channels.
package main

import (
	"fmt"
	"sync"
)

func produce(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i
		}
	}()
	return c
}

func main() {
	c := make(chan string, 3)
	c <- "a"
	c <- "b"
	close(c)
	v, ok := <-c
	fmt.Println(v, ok, len(c), cap(c))
	for s := range c {
		fmt.Println(s)
	}
	v, ok = <-c
	fmt.Printf("%q %v\n", v, ok)
	sum := 0
	for v := range produce(10) {
		sum += v
	}
	fmt.Println(sum)
	var ro <-chan string = c
	var so chan<- string = c
	fmt.Println(ro == c, so == c, ro != nil, any(ro) == any(c))
	fmt.Printf("%T %T %T\n", c, ro, so)
	cc := make(chan chan int, 1)
	reply := make(chan int)
	go func() { r := <-cc; r <- 42; close(r) }()
	cc <- reply
	fmt.Println(<-reply)
	_, open := <-reply
	fmt.Println(open)
	var wg sync.WaitGroup
	gate := make(chan struct{})
	results := make(chan int, 5)
	for i := range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-gate
			results <- i * i
		}()
	}
	close(gate)
	wg.Wait()
	close(results)
	total := 0
	for r := range results {
		total += r
	}
	fmt.Println(total)
	fc := make(chan func() int, 1)
	fc <- func() int { return 7 }
	fmt.Println((<-fc)(), len(fc))
	type pair struct {
		a int
		b string
	}
	pc := make(chan pair, 1)
	pc <- pair{1, "x"}
	p := <-pc
	fmt.Println(p.a, p.b, (<-func() chan pair { c := make(chan pair, 1); c <- pair{2, "y"}; return c }()).b)
	ec := make(chan error, 1)
	ec <- nil
	fmt.Println(<-ec == nil)
	ac := make(chan [2]int, 1)
	arr := [2]int{1, 2}
	ac <- arr
	arr[0] = 9
	fmt.Println(<-ac, arr)
	zc := make(chan struct{}, 1000)
	for i := 0; i < 1000; i++ {
		zc <- struct{}{}
	}
	fmt.Println(len(zc))
	m := map[chan int]string{reply: "reply"}
	fmt.Println(m[reply], len(m))
	x := <-produce(3) + 10
	fmt.Println(x)
	func() {
		defer func() { fmt.Println(recover()) }()
		var n chan int
		close(n)
	}()
}
