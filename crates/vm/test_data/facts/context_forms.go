//procs:1
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

type key string
type number int

func (n number) String() string { return "number!" }

type custom struct{ context.Context }

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	root := context.Background()
	a, cancelA := context.WithCancel(root)
	v := context.WithValue(a, key("k"), "text")
	w := context.WithValue(v, number(1), 12)
	n := context.WithValue(w, "plain", nil)
	fmt.Println(root, context.TODO(), a)
	fmt.Println(v)
	fmt.Println(w)
	fmt.Println(n)
	fmt.Println(context.WithoutCancel(w))
	fmt.Println(context.WithValue(custom{root}, key("k"), custom{a}))
	c, cancelC := context.WithCancel(custom{a})
	fmt.Println(c)
	c, cancelC = context.WithCancel(&custom{a})
	fmt.Println(c)
	d, cancelD := context.WithDeadline(v, time.Date(2200, 1, 2, 3, 4, 5, 0, time.UTC))
	text := fmt.Sprint(d)
	fmt.Println(text[:len("context.Background.WithCancel.WithValue(main.key, text).WithDeadline(2200-01-02 03:04:05 +0000 UTC [")])
	fmt.Println(w.Value(key("k")), w.Value(number(1)), w.Value("k"), n.Value("plain"))
	deadline, ok := d.Deadline()
	fmt.Println(deadline, ok)
	_, ok = context.WithoutCancel(d).Deadline()
	fmt.Println(ok, context.WithoutCancel(d).Done() == nil, context.WithoutCancel(d).Err(), context.Cause(context.WithoutCancel(d)))
	fmt.Println(context.WithoutCancel(d).Value(key("k")))
	// A later deadline is the parent's.
	e, cancelE := context.WithTimeout(d, 1000000*time.Hour)
	cancelE()
	fmt.Println(e.Err(), d.Err(), context.Cause(e))
	cancelA()
	fmt.Println(d.Err(), c.Err(), context.Cause(d))
	cancelC()
	cancelD()
	// Already passed.
	p, cancelP := context.WithDeadlineCause(root, time.Now().Add(-time.Second), errors.New("too late"))
	fmt.Println(p.Err(), context.Cause(p))
	cancelP()
	fmt.Println(p.Err(), context.Cause(p))
	fmt.Println(errors.Is(p.Err(), os.ErrDeadlineExceeded), p.Err() == context.DeadlineExceeded)
	var timeout interface{ Timeout() bool }
	fmt.Println(errors.As(p.Err(), &timeout) && timeout.Timeout())
	fmt.Printf("%T %T %T %T %T %T\n", root, a, v, d, context.WithoutCancel(a), p.Err())
	var nothing context.Context
	try("nil parent", func() { context.WithCancel(nothing) })
	try("nil parent", func() { context.WithValue(nothing, 1, 2) })
	try("nil parent", func() { context.WithoutCancel(nothing) })
	try("nil parent", func() { context.WithTimeout(nothing, 1) })
	try("nil parent", func() { context.AfterFunc(nothing, func() {}) })
	try("nil key", func() { context.WithValue(root, nil, 2) })
	try("key", func() { context.WithValue(root, []int{}, 2) })
}
