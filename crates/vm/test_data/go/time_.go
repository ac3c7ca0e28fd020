package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.NewTimer(10 * time.Millisecond)
	<-t.C
	fmt.Println(t.Stop(), t.Reset(5*time.Millisecond))
	<-t.C
	u := time.NewTimer(time.Millisecond)
	time.Sleep(3 * time.Millisecond)
	fmt.Println(u.Stop(), len(u.C), cap(u.C))
	select {
	case <-u.C:
		fmt.Println("stale")
	default:
		fmt.Println("empty")
	}
	stopped := time.AfterFunc(time.Hour, func() { fmt.Println("never") })
	fmt.Println(stopped.Stop())
	order := make(chan int, 3)
	for i, d := range []time.Duration{30, 10, 20} {
		go func() {
			time.Sleep(d * time.Millisecond)
			order <- i
		}()
	}
	fmt.Println(<-order, <-order, <-order)
	tick := time.NewTicker(2 * time.Millisecond)
	for i := 0; i < 3; i++ {
		<-tick.C
	}
	tick.Reset(time.Millisecond)
	<-tick.C
	tick.Stop()
	select {
	case <-tick.C:
		fmt.Println("tick after stop")
	case <-time.After(5 * time.Millisecond):
		fmt.Println("stopped")
	}
	deadline := time.After(20 * time.Millisecond)
	n := 0
	for done := false; !done; {
		select {
		case <-deadline:
			done = true
		case <-time.After(3 * time.Millisecond):
			n++
		}
	}
	fmt.Println(n >= 3)
	start := time.Now()
	time.Sleep(-5)
	time.Sleep(0)
	fmt.Println(time.Since(start) < time.Second, time.Until(start) < 0)
	a := time.Duration(1234567890)
	fmt.Println(a, a.Round(time.Millisecond), a.Truncate(time.Second), a.Seconds() > 1.2, a.Milliseconds())
}
