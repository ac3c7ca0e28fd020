package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
	"sync/atomic"
)

func lost(ctx context.Context) context.Context {
	ctx, _ = context.WithCancel(ctx)
	return ctx
}

func lost2(ctx context.Context, n int) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	if n > 0 {
		return errors.New("early")
	}
	defer cancel()
	<-ctx.Done()
	return nil
}

func lost3(ctx context.Context) {
	c, cancel := context.WithCancel(ctx)
	_ = c
	if false {
		cancel()
	}
}

func lost4(n int) {
	c, cancel := context.WithCancelCause(context.Background())
	_ = c
	for i := range n {
		if i == 3 {
			cancel(nil)
			break
		}
		if i == 4 {
			return
		}
	}
	switch n {
	case 1:
		cancel(nil)
	case 2:
		panic("no")
	default:
		os.Exit(1)
	}
}

func lost5() {
	var cancel context.CancelFunc
	_, cancel = context.WithCancel(context.Background())
	if time.Now().IsZero() {
		return
	}
	func() { cancel() }()
}

func lost6() (cancel func()) {
	_, cancel = context.WithCancel(context.Background())
	return
}

func lost7() {
	_, cancel := context.WithCancel(context.Background())
	select {
	case <-time.After(1):
		cancel()
	default:
	}
}

func lost8() {
	_, cancel := context.WithDeadline(context.Background(), time.Now())
	for {
		if time.Now().IsZero() {
			cancel()
			return
		}
	}
}

func lost9() {
	ctx, cancel := context.WithCancel(context.Background())
	_ = ctx
	_ = cancel
}

func lost10() {
	f := func() {
		_, cancel := context.WithCancel(context.Background())
		if time.Now().IsZero() {
			cancel()
		}
	}
	f()
}

func lost11() {
	_, cancel := context.WithCancel(context.Background())
	go func() {
		cancel()
	}()
}

func lost12(n int) (int, error) {
	var ctx, cancel = context.WithCancel(context.Background())
	_ = ctx
	for n > 0 {
		n--
		if n == 5 {
			return n, nil
		}
	}
	goto end
end:
	cancel()
	return 0, nil
}

func dead() int {
	return 1
	fmt.Println("dead")
	fmt.Println("dead too")
	return 2
}

func dead2(c chan int) {
	for {
		c <- 1
	}
	<-c
}

func dead3(c chan int) {
	select {}
	c <- 1
}

func dead4(n int) {
	for i := range n {
		if i > 2 {
			continue
			fmt.Println(i)
		}
		break
		fmt.Println(i)
	}
	switch n {
	case 1:
		return
	default:
		panic("x")
	}
	n++
}

func dead5(c chan int) int {
L:
	for {
		select {
		case <-c:
			break L
		default:
			return 2
		}
		println("x")
	}
	if len(c) > 0 {
		return 1
	} else {
		panic("y")
	}
	return 3
}

func dead6() {
	goto X
	println(1)
X:
	println(2)
	for {
	}
	;
}

func dead7() {
	panic("x")
	func() { println(1); return; println(3) }()
}

func add(wg *sync.WaitGroup) {
	go func() {
		wg.Add(1)
		defer wg.Done()
	}()
	go func() {
		println()
		wg.Add(1)
	}()
	go func(wg *sync.WaitGroup) {
		wg.Add(1)
	}(wg)
	var w2 sync.WaitGroup
	for range 3 {
		go func() {
			w2.Add(1)
			w2.Done()
		}()
	}
	func() { wg.Add(1) }()
	w2.Go(func() {
		w2.Add(1)
	})
}

type S struct{ sync.WaitGroup; wg sync.WaitGroup; n int64 }

func (s *S) m() {
	go func() { s.Add(1) }()
	go func() { s.wg.Add(1) }()
	s.n = atomic.AddInt64(&s.n, 1)
	var x int32
	x = atomic.AddInt32(&x, 1)
	y := &x
	*y = atomic.AddInt32(y, 1)
	z := atomic.AddInt32(&x, 2)
	x, z = atomic.AddInt32(&x, 1), 2
	_ = z
}

func unused(ctx context.Context) {
	fmt.Sprintf("%d", 1)
	fmt.Sprint(1)
	errors.New("x")
	fmt.Errorf("x")
	context.WithValue(ctx, "a", 1)
	time.Now()
	(fmt.Sprintln)("x")
}

// The end of main ends all, but a function that is discarded is one, and a literal in it is no main.
func main() {
	ctx, cancel := context.WithCancel(context.Background())
	if ctx.Err() != nil {
		return
	}
	_, _ = context.WithCancel(ctx)
	func() {
		ctx, cancel := context.WithCancel(ctx)
		if ctx.Err() == nil {
			cancel()
		}
	}()
	cancel()
}

func (s *S) main() {
	ctx, cancel := context.WithCancel(context.Background())
	if ctx.Err() == nil {
		cancel()
	}
}
