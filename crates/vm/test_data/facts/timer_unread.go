//procs:1
package main

import (
	"fmt"
	"time"
)

func near(d, want time.Duration) bool { return (d - want).Abs() < 500*time.Microsecond }

// What nobody waited for was due when it was due: its value says so, later ticks keep the phase.
func main() {
	start := time.Now()
	k := time.NewTicker(10 * time.Millisecond)
	t := time.NewTimer(15 * time.Millisecond)
	time.Sleep(34 * time.Millisecond)
	fmt.Println(near((<-k.C).Sub(start), 10*time.Millisecond))
	fmt.Println(near((<-k.C).Sub(start), 40*time.Millisecond))
	fmt.Println(near((<-t.C).Sub(start), 15*time.Millisecond))
	k.Reset(20 * time.Millisecond)
	reset := time.Now()
	time.Sleep(30 * time.Millisecond)
	select {
	case v := <-k.C:
		fmt.Println(near(v.Sub(reset), 20*time.Millisecond))
	default:
		fmt.Println("not yet")
	}
	select {
	case <-k.C:
		fmt.Println("too early")
	default:
		fmt.Println("not yet")
	}
	<-k.C
	// Waiting at several, leaving by another.
	c := make(chan int)
	for i := range 3 {
		go func() { time.Sleep(time.Millisecond); c <- i }()
		select {
		case v := <-c:
			fmt.Println(v)
		case <-time.After(time.Second):
			fmt.Println("timeout")
		case <-t.C:
			fmt.Println("never")
		}
	}
	// A stopped timer is started while somebody waits for it.
	t.Stop()
	go func() { time.Sleep(time.Millisecond); t.Reset(time.Millisecond) }()
	<-t.C
	k.Stop()
	go func() { time.Sleep(time.Millisecond); k.Reset(time.Millisecond) }()
	<-k.C
	<-k.C
	fmt.Println("end")
}
