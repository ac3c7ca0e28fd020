package main

import (
	"sync/atomic"
	"time"
)

type flag struct{ set bool }

var ready bool

func forever() {
	n := 0
	for {
		n++
	}
}

func waits(c chan int) {
	for {
		c <- 1
	}
}

func polls() {
	for !ready {
	}
}

func polls2(f *flag) {
	n := 0
	for !f.set && n >= 0 {
		if len("x") > 1 {
			continue
		}
	}
}

func polls3(f *flag) {
	sum := 0
	for f.set == false {
		sum += int(int64(sum))
		for i := range 10 {
			sum += i
		}
	}
}

func changes(f *flag) {
	n := 0
	for !f.set && n < 10 {
		n++
	}
	for n > 0 {
		n, ready = n-1, true
	}
	for f.set {
		f.set = false
	}
}

func calls(b *atomic.Bool) {
	for !b.Load() {
	}
	for {
		time.Sleep(1)
	}
}

func ranges(c chan int) {
	for {
		for range c {
		}
	}
}

func counts(list []int) {
	for i := 0; i < len(list); i++ {
	}
	for len(list) > 0 {
		list = list[1:]
	}
	for p := &list; len(*p) > 0; *p = nil {
	}
}

func main() {
	go forever()
	c := make(chan int)
	go func() {
		for {
			select {
			case <-c:
			default:
			}
		}
	}()
	panicking := true
	for panicking {
		panic("no")
	}
}
