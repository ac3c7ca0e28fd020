//procs:1
package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"
)

// own is a context of another package: it costs a goroutine for each child.
type own struct {
	done chan struct{}
	mu   sync.Mutex
	err  error
}

func (o *own) Deadline() (time.Time, bool) { return time.Time{}, false }
func (o *own) Done() <-chan struct{}       { return o.done }
func (o *own) Value(any) any               { return nil }
func (o *own) String() string              { return "own!" }
func (o *own) Err() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.err
}
func (o *own) cancel(err error) {
	o.mu.Lock()
	o.err = err
	o.mu.Unlock()
	close(o.done)
}

// with has a method for what follows its end: no goroutine is needed.
type with struct {
	own
	after []func()
}

func (w *with) AfterFunc(f func()) func() bool {
	w.after = append(w.after, f)
	n := len(w.after) - 1
	return func() bool {
		stopped := w.after[n] != nil
		w.after[n] = nil
		return stopped
	}
}

func main() {
	o := &own{done: make(chan struct{})}
	before := runtime.NumGoroutine()
	a, cancelA := context.WithCancel(o)
	b, cancelB := context.WithCancel(o)
	fmt.Println(a, runtime.NumGoroutine()-before)
	cancelB()
	runtime.Gosched()
	fmt.Println(b.Err(), runtime.NumGoroutine()-before)
	o.cancel(errors.New("own error"))
	<-a.Done()
	fmt.Println(a.Err(), context.Cause(a))
	cancelA()

	w := &with{own: own{done: make(chan struct{})}}
	c, cancelC := context.WithCancel(w)
	d, cancelD := context.WithCancel(w)
	fmt.Println(c, runtime.NumGoroutine()-before, len(w.after))
	cancelC()
	fmt.Println(w.after[0] == nil, w.after[1] == nil)
	w.cancel(errors.New("with's error"))
	for _, f := range w.after {
		if f != nil {
			f()
		}
	}
	fmt.Println(c.Err(), d.Err(), context.Cause(d))
	cancelD()
}
