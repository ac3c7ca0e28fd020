package main

import (
	"fmt"
	"sync"
)

func gen(n int) <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := 2; i < n; i++ {
			ch <- i
		}
	}()
	return ch
}

func filter(in <-chan int, p int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			if v%p != 0 {
				out <- v
			}
		}
	}()
	return out
}

type msg struct {
	id   int
	text string
	back chan string
}

func main() {
	in := gen(60)
	for {
		p, ok := <-in
		if !ok {
			break
		}
		fmt.Print(p, " ")
		in = filter(in, p)
	}
	fmt.Println()
	var wg sync.WaitGroup
	jobs := make(chan int, 5)
	results := make(chan [2]int, 100)
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				results <- [2]int{j, j * j}
			}
		}()
	}
	for j := range 20 {
		jobs <- j
	}
	close(jobs)
	wg.Wait()
	close(results)
	sum := 0
	for r := range results {
		sum += r[1] - r[0]
	}
	fmt.Println(sum, len(results), cap(results))
	reqs := make(chan msg)
	go func() {
		for m := range reqs {
			m.back <- fmt.Sprint(m.id, m.text)
		}
	}()
	back := make(chan string)
	for i := range 3 {
		reqs <- msg{i, "?", back}
		fmt.Print(<-back, " ")
	}
	fmt.Println()
	buf := make(chan string, 2)
	buf <- "a"
	buf <- "b"
	fmt.Println(len(buf), cap(buf))
	close(buf)
	x, ok := <-buf
	fmt.Println(x, ok)
	<-buf
	x, ok = <-buf
	fmt.Printf("%q %v\n", x, ok)
	done := make(chan struct{})
	var once sync.Once
	for range 3 {
		go once.Do(func() { close(done) })
	}
	<-done
	chch := make(chan chan int, 1)
	c := make(chan int, 1)
	chch <- c
	(<-chch) <- 5
	fmt.Println(<-c)
	var sendOnly chan<- int = c
	sendOnly <- 6
	fmt.Println(<-c)
}
