//procs:1
package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"
)

func main() {
	first, second := errors.New("first"), errors.New("second")
	a, cancelA := context.WithCancelCause(context.Background())
	b, cancelB := context.WithCancelCause(a)
	c, cancelC := context.WithTimeoutCause(b, time.Millisecond, errors.New("timeout"))
	cancelB(second)
	cancelB(first)
	cancelA(first)
	fmt.Println(context.Cause(a), context.Cause(b), context.Cause(c), a.Err(), c.Err())
	cancelC()
	n, cancelN := context.WithCancelCause(context.Background())
	cancelN(nil)
	fmt.Println(context.Cause(n), n.Err())
	fmt.Println(context.Cause(context.Background()))
	d, cancelD := context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("timeout"))
	defer cancelD()
	<-d.Done()
	fmt.Println(d.Err(), context.Cause(d))
	e, cancelE := context.WithCancel(d)
	fmt.Println(e.Err(), context.Cause(e))
	cancelE()

	// AfterFunc runs in its own goroutine; stop tells whether it prevented that.
	ran := 0
	f, cancelF := context.WithCancel(context.Background())
	stop := context.AfterFunc(f, func() { ran++ })
	stop2 := context.AfterFunc(f, func() { ran += 10 })
	fmt.Println(stop(), stop())
	cancelF()
	fmt.Println(ran, stop2())
	for range 3 {
		runtime.Gosched()
	}
	fmt.Println(ran, stop2())
	stop3 := context.AfterFunc(f, func() { ran += 100 })
	for range 3 {
		runtime.Gosched()
	}
	fmt.Println(ran, stop3())
	never := context.AfterFunc(context.Background(), func() { ran += 1000 })
	fmt.Println(never(), never())

	// Done is the same channel each time, closed children's are made when asked for.
	g, cancelG := context.WithCancel(context.Background())
	h, cancelH := context.WithCancel(g)
	cancelG()
	fmt.Println(h.Done() == h.Done(), g.Done() == h.Done())
	cancelH()
}
