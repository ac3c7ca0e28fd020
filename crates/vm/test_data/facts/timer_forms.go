//procs:1
package main

import (
	"fmt"
	"time"
)

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	t := time.NewTimer(time.Millisecond)
	fmt.Println(len(t.C), cap(t.C))
	time.Sleep(3 * time.Millisecond)
	fmt.Println(len(t.C), cap(t.C))
	fmt.Println("expired but unread:", t.Stop(), t.Stop())
	select {
	case <-t.C:
		fmt.Println("stale")
	default:
		fmt.Println("no stale value")
	}
	fmt.Println("reset stopped:", t.Reset(time.Millisecond))
	fmt.Println("reset running:", t.Reset(time.Millisecond))
	<-t.C
	fmt.Println("reset after reading:", t.Reset(time.Millisecond), t.Stop())
	t.Reset(time.Millisecond)
	time.Sleep(2 * time.Millisecond)
	fmt.Println("reset expired:", t.Reset(time.Hour))
	select {
	case <-t.C:
		fmt.Println("stale")
	default:
		fmt.Println("no stale value")
	}
	fmt.Println(t.Stop())

	ran := make(chan bool, 1)
	f := time.AfterFunc(time.Millisecond, func() { ran <- true })
	fmt.Println(f.C == nil, f.Stop(), f.Stop(), f.Reset(time.Millisecond))
	<-ran
	fmt.Println(f.Stop(), f.Reset(time.Millisecond))
	<-ran

	k := time.NewTicker(time.Millisecond)
	fmt.Println(len(k.C), cap(k.C))
	time.Sleep(4*time.Millisecond + time.Millisecond/2)
	fmt.Println(len(k.C))
	<-k.C
	<-k.C
	time.Sleep(3 * time.Millisecond)
	k.Stop()
	select {
	case <-k.C:
		fmt.Println("stale")
	default:
		fmt.Println("no stale tick")
	}
	k.Reset(2 * time.Millisecond)
	<-k.C
	k.Stop()

	try("ticker", func() { time.NewTicker(0) })
	try("reset", func() { k.Reset(-1) })
	try("zero timer", func() { new(time.Timer).Stop() })
	try("zero timer reset", func() { new(time.Timer).Reset(1) })
	try("zero ticker", func() { new(time.Ticker).Stop() })
	try("zero ticker reset", func() { new(time.Ticker).Reset(1) })
	fmt.Println(time.Tick(0) == nil, time.Tick(-1) == nil)
	<-time.After(-1)
	<-time.NewTimer(0).C
	time.Sleep(-1)
	big := time.NewTimer(1<<63 - 1)
	fmt.Println(big.Stop())
}
