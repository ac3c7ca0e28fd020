package main

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"
)

func main() {
	var g singleflight.Group
	v, err, shared := g.Do("key", func() (any, error) { return "bar", nil })
	fmt.Println(v, err, shared)
	_, err, _ = g.Do("key", func() (any, error) { return nil, errors.New("some error") })
	fmt.Println(err)

	var calls, sharing atomic.Int32
	slow := func() (any, error) {
		time.Sleep(10 * time.Millisecond)
		return calls.Add(1), nil
	}
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			v, _, shared := g.Do("slow", slow)
			if v.(int32) != 1 {
				panic(v)
			}
			if shared {
				sharing.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println("calls", calls.Load(), "sharing", sharing.Load())

	a, b := g.DoChan("chan", slow), g.DoChan("chan", slow)
	fmt.Println(<-a, <-b)

	first := g.DoChan("forgotten", slow)
	g.Forget("forgotten")
	second := g.DoChan("forgotten", slow)
	one, two := <-first, <-second
	fmt.Println(one.Val != two.Val, one.Shared, two.Shared)

	started, release := make(chan struct{}), make(chan struct{})
	for i := range 2 {
		wg.Go(func() {
			defer func() {
				reason := recover()
				err, ok := reason.(error)
				fmt.Println("recovered:", ok, errors.Unwrap(err))
			}()
			if i == 1 {
				<-started
			}
			g.Do("panic", func() (any, error) {
				close(started)
				<-release
				panic(errors.New("oh"))
			})
		})
	}
	time.Sleep(time.Millisecond)
	close(release)
	wg.Wait()
}
