package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"
)

type key string
type own struct{ context.Context }

type ints []int

func (h ints) Len() int           { return len(h) }
func (h ints) Less(i, j int) bool { return h[i] < h[j] }
func (h ints) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *ints) Push(x any)        { *h = append(*h, x.(int)) }
func (h *ints) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	bg := context.Background()
	fmt.Println(bg, context.TODO(), bg.Done() == nil, bg.Err(), bg.Value("x"))
	ctx, cancel := context.WithCancel(bg)
	child, cancelChild := context.WithCancelCause(context.WithValue(ctx, key("k"), "v"))
	fmt.Println(child, child.Value(key("k")), child.Value("k"), child.Err())
	grand, cancelGrand := context.WithTimeout(child, time.Hour)
	s := fmt.Sprint(grand)
	fmt.Println(s[:strings.Index(s, "(2")], grand.Err())
	cause := errors.New("because")
	cancelChild(cause)
	<-grand.Done()
	fmt.Println(child.Err(), context.Cause(child), grand.Err(), context.Cause(grand), ctx.Err(), context.Cause(ctx))
	cancelChild(errors.New("later"))
	cancel()
	cancelGrand()
	fmt.Println(ctx.Err(), context.Cause(ctx), context.Cause(child))
	late, _ := context.WithCancel(ctx)
	fmt.Println(late.Err())

	t, cancelT := context.WithTimeout(bg, 10*time.Millisecond)
	defer cancelT()
	start := time.Now()
	<-t.Done()
	fmt.Println(t.Err(), time.Since(start) >= 10*time.Millisecond, errors.Is(t.Err(), context.DeadlineExceeded))
	_, ok := t.Deadline()
	fmt.Println(ok)
	past, _ := context.WithDeadlineCause(bg, time.Now().Add(-time.Second), cause)
	fmt.Println(past.Err(), context.Cause(past))
	sooner, c2 := context.WithDeadline(t, time.Now().Add(time.Hour))
	fmt.Printf("%T %T %T %T\n", sooner, bg, t, ctx)
	c2()

	done := make(chan string)
	ctx, cancel = context.WithCancel(bg)
	stop := context.AfterFunc(ctx, func() { done <- "after" })
	stop2 := context.AfterFunc(ctx, func() { done <- "never" })
	fmt.Println(stop2(), stop2())
	cancel()
	fmt.Println(<-done, stop())
	wo := context.WithoutCancel(context.WithValue(ctx, 1, nil))
	fmt.Println(wo, wo.Err(), wo.Done() == nil)

	ctx, cancel = context.WithCancel(bg)
	o := own{ctx}
	n := runtime.NumGoroutine()
	oc, cancelOC := context.WithCancel(o)
	fmt.Println(runtime.NumGoroutine()-n, oc)
	cancel()
	<-oc.Done()
	cancelOC()
	fmt.Println(oc.Err())
	var e interface{ Timeout() bool }
	fmt.Println(errors.As(context.DeadlineExceeded, &e), e.Timeout())

	try(func() { context.WithCancel(nil) })
	try(func() { context.WithValue(bg, nil, 1) })
	try(func() { context.WithValue(bg, []int{}, 1) })

	l := list.New()
	e4 := l.PushBack(4)
	e1 := l.PushFront(1)
	l.InsertBefore(3, e4)
	l.InsertAfter(2, e1)
	l.MoveToFront(e4)
	l.MoveAfter(e1, e4)
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	fmt.Println(l.Len(), l.Remove(e4), l.Len(), l.Back().Value)
	h := &ints{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 3)
	(*h)[0] = 9
	heap.Fix(h, 0)
	heap.Remove(h, 1)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()
	r := ring.New(5)
	for i := 0; i < r.Len(); i++ {
		r.Value = i
		r = r.Next()
	}
	r.Unlink(2)
	r.Do(func(v any) { fmt.Print(v, " ") })
	fmt.Println(r.Len(), r.Move(-1).Value)
}
