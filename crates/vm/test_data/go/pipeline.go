// A pipeline with fan-out, fan-in, a semaphore and errors: what snippets about concurrency look like.
package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"
)

type job struct {
	id   int
	text string
}
type result struct {
	job
	words int
	err   error
}

var errEmpty = errors.New("empty text")

func gen(texts ...string) <-chan job {
	out := make(chan job)
	go func() {
		defer close(out)
		for i, t := range texts {
			out <- job{i, t}
		}
	}()
	return out
}

func work(j job) (r result) {
	r.job = j
	defer func() {
		if p := recover(); p != nil {
			r.err = fmt.Errorf("job %d: %v", j.id, p)
		}
	}()
	if j.text == "" {
		r.err = fmt.Errorf("job %d: %w", j.id, errEmpty)
		return
	}
	if j.text == "boom" {
		var m map[string]int
		m["x"]++
	}
	r.words = len(strings.Fields(j.text))
	return
}

func main() {
	jobs := gen("a b c", "", "boom", "hello world", "x")
	results := make(chan result)
	var wg sync.WaitGroup
	for w := 0; w < 3; w++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			for j := range jobs {
				time.Sleep(time.Duration(j.id) * time.Millisecond)
				results <- work(j)
			}
		}(w)
	}
	go func() { wg.Wait(); close(results) }()
	var all []result
	for r := range results {
		all = append(all, r)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].id < all[j].id })
	for _, r := range all {
		switch {
		case errors.Is(r.err, errEmpty):
			fmt.Println("empty:", r.err)
		case r.err != nil:
			fmt.Println("failed:", r.err)
		default:
			fmt.Printf("%d: %q has %d words\n", r.id, r.text, r.words)
		}
	}
	sem := make(chan struct{}, 2)
	var mu sync.Mutex
	active, most := 0, 0
	var wg2 sync.WaitGroup
	for range 6 {
		wg2.Add(1)
		go func() {
			defer wg2.Done()
			sem <- struct{}{}
			defer func() { <-sem }()
			mu.Lock()
			active++
			most = max(most, active)
			mu.Unlock()
			time.Sleep(time.Millisecond)
			mu.Lock()
			active--
			mu.Unlock()
		}()
	}
	wg2.Wait()
	fmt.Println("at most", most, "left", active)
	primes := func(n int) []int {
		c := make(chan int)
		go func() {
			for i := 2; ; i++ {
				c <- i
			}
		}()
		var out []int
		for range n {
			p := <-c
			out = append(out, p)
			next := make(chan int)
			go func(in <-chan int, out chan<- int, p int) {
				for {
					if i := <-in; i%p != 0 {
						out <- i
					}
				}
			}(c, next, p)
			c = next
		}
		return out
	}
	fmt.Println(primes(12))
}
