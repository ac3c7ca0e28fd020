package main

import (
	"fmt"
	"time"
)

type Heartbeat struct {
	t    *time.Ticker
	quit chan struct{}
}

func worker(done <-chan struct{}, pulse time.Duration) (<-chan struct{}, <-chan int) {
	hb := make(chan struct{}, 1)
	out := make(chan int)
	go func() {
		defer close(hb)
		defer close(out)
		p := time.Tick(pulse)
		gen := time.Tick(2 * pulse)
		n := 0
		send := func(v int) bool {
			for {
				select {
				case <-done:
					return false
				case <-p:
					select {
					case hb <- struct{}{}:
					default:
					}
				case out <- v:
					return true
				}
			}
		}
		for {
			select {
			case <-done:
				return
			case <-p:
				select {
				case hb <- struct{}{}:
				default:
				}
			case <-gen:
				n++
				if !send(n) {
					return
				}
			}
		}
	}()
	return hb, out
}

func or(chs ...<-chan struct{}) <-chan struct{} {
	switch len(chs) {
	case 0:
		return nil
	case 1:
		return chs[0]
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		switch len(chs) {
		case 2:
			select {
			case <-chs[0]:
			case <-chs[1]:
			}
		default:
			select {
			case <-chs[0]:
			case <-chs[1]:
			case <-chs[2]:
			case <-or(append(chs[3:], done)...):
			}
		}
	}()
	return done
}

func after(d time.Duration) <-chan struct{} {
	c := make(chan struct{})
	time.AfterFunc(d, func() { close(c) })
	return c
}

func bridge[T any](chans <-chan <-chan T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for c := range chans {
			for v := range c {
				out <- v
			}
		}
	}()
	return out
}

func tee[T any](in <-chan T) (_, _ <-chan T) {
	a, b := make(chan T), make(chan T)
	go func() {
		defer close(a)
		defer close(b)
		for v := range in {
			a, b := a, b
			for range 2 {
				select {
				case a <- v:
					a = nil
				case b <- v:
					b = nil
				}
			}
		}
	}()
	return a, b
}

func main() {
	done := make(chan struct{})
	hb, out := worker(done, 2*time.Millisecond)
	beats, got := 0, []int{}
	for len(got) < 4 {
		select {
		case _, ok := <-hb:
			if !ok {
				return
			}
			beats++
		case v := <-out:
			got = append(got, v)
		}
	}
	close(done)
	fmt.Println(beats > 3, got)
	start := time.Now()
	<-or(after(time.Hour), after(5*time.Millisecond), after(time.Minute), after(time.Second), after(2*time.Second))
	fmt.Println(time.Since(start) < time.Second)
	cc := make(chan (<-chan int))
	go func() {
		defer close(cc)
		for i := range 3 {
			c := make(chan int, 2)
			c <- i
			c <- i * 10
			close(c)
			cc <- c
		}
	}()
	a, b := tee(bridge(cc))
	for x := range a {
		fmt.Print(x, <-b, " ")
	}
	fmt.Println()
	var nilch chan int
	select {
	case v, ok := <-nilch:
		fmt.Println(v, ok)
	case nilch <- 1:
	default:
		fmt.Println("default", len(nilch), cap(nilch))
	}
	closed := make(chan string)
	close(closed)
	v, ok := <-closed
	fmt.Printf("%q %v\n", v, ok)
	go func() { panic(fmt.Sprintf("in goroutine %d", 1)) }()
	time.Sleep(time.Millisecond)
}
