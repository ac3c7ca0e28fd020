//procs:1
package main

import (
	"fmt"
	"runtime"
	"sort"
)

func show(name string, v int) int { fmt.Print(name, " "); return v }

func ch(name string, c chan int) chan int { fmt.Print(name, " "); return c }

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	var none chan int
	var slots [3]int
	// All channels and values first, in order; the left side only of the chosen one.
	select {
	case slots[show("left a", 0)] = <-ch("a", a):
	case ch("b", b) <- show("value b", 5):
	case slots[show("left none", 1)] = <-ch("none", none):
	case ch("none", none) <- show("value none", 6):
	}
	fmt.Println(slots, <-b)
	// Among ready cases the choice is even, whatever their order.
	counts := map[string]int{}
	closed := make(chan int)
	close(closed)
	a <- 1
	for range 3000 {
		select {
		case <-closed:
			counts["closed"]++
		case v := <-a:
			counts["a"]++
			a <- v
		case b <- 1:
			counts["b"]++
			<-b
		case <-none:
			counts["none"]++
		}
	}
	var names []string
	for name, n := range counts {
		names = append(names, fmt.Sprint(name, n > 800 && n < 1200))
	}
	sort.Strings(names)
	fmt.Println(names)
	// A goroutine never meets itself, two do.
	c := make(chan int)
	meet := func(n int) {
		select {
		case v := <-c:
			fmt.Println("met", n+v)
		case c <- n:
		}
	}
	select {
	case <-c:
	case c <- 0:
	default:
		fmt.Println("alone")
	}
	go meet(1)
	runtime.Gosched()
	meet(2)
	runtime.Gosched()
}
