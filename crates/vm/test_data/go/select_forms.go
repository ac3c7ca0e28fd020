// select: defaults, nil channels, closed channels, evaluation of operands, assignments.
package main

import "fmt"

func ch(s string, c chan int) chan int { fmt.Print(s, " "); return c }
func val(n int) int                    { fmt.Print("v", n, " "); return n }

func main() {
	c := make(chan int, 2)
	var nilc chan int
	select {
	case v := <-c:
		fmt.Println("got", v)
	default:
		fmt.Println("empty")
	}
	select {
	case nilc <- 1:
	case <-nilc:
	case c <- 5:
		fmt.Println("sent")
	}
	select {
	case ch("a", nilc) <- val(1):
	case ch("b", c) <- val(2):
		fmt.Println("sent b")
	case x := <-ch("c", nilc):
		fmt.Println(x)
	}
	select {
	case ch("full", c) <- val(3):
		fmt.Println("impossible")
	default:
		fmt.Println("full")
	}
	close(c)
	for i := 0; i < 3; i++ {
		select {
		case v, ok := <-c:
			fmt.Print(v, ok, " ")
		}
	}
	fmt.Println()
	var arr [3]int
	i := 0
	d := make(chan int, 1)
	d <- 9
	idx := func() int { i++; fmt.Print("idx ", i, " "); return i }
	select {
	case arr[idx()] = <-d:
		fmt.Println(arr)
	}
	var ok bool
	m := map[string]int{}
	select {
	case m["x"], ok = <-c:
		fmt.Println(m, ok)
	}
	done := make(chan struct{})
	out := make(chan int)
	go func() {
		defer close(done)
		for v := range out {
			fmt.Print("recv ", v, " ")
		}
		fmt.Println()
	}()
	for i := 0; i < 3; i++ {
		select {
		case out <- i * i:
		case <-done:
		}
	}
	close(out)
	<-done
	func() {
		defer func() { fmt.Println(recover()) }()
		select {
		case c <- 1:
		default:
		}
	}()
	counts := [2]int{}
	x, y := make(chan int, 100), make(chan int, 100)
	for i := 0; i < 100; i++ {
		x <- 1
		y <- 1
	}
	for i := 0; i < 200; i++ {
		select {
		case <-x:
			counts[0]++
		case <-y:
			counts[1]++
		}
	}
	fmt.Println(counts)
	quit := make(chan bool)
	go func() { quit <- true }()
	n := 0
loop:
	for {
		select {
		case <-quit:
			break loop
		case <-nilc:
			n++
		}
	}
	fmt.Println("quit", n)
	r := make(<-chan int)
	s := make(chan<- int, 1)
	select {
	case s <- 1:
		fmt.Println(len(s), cap(s), cap(r))
	case <-r:
	}
}
