//procs:1
package main

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
)

func try(name string, f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%s: %v\n", name, r)
	}()
	f()
}

func main() {
	var once sync.Once
	try("first", func() { once.Do(func() { panic("in f") }) })
	try("second", func() { once.Do(func() { panic("never") }) })

	n := 0
	err := errors.New("the same")
	f := sync.OnceFunc(func() { n++; panic(err) })
	for range 3 {
		func() {
			defer func() { fmt.Println(recover() == err, n) }()
			f()
		}()
	}
	v := sync.OnceValue(func() int { n++; return n * 10 })
	fmt.Println(v(), v(), n)
	w := sync.OnceValues(func() (int, error) { n++; return n, err })
	a, e := w()
	b, _ := w()
	fmt.Println(a, b, e)
	nilPanic := sync.OnceFunc(func() { panic(nil) })
	try("nil", nilPanic)
	try("nil again", nilPanic)

	// Goexit in f marks it done; a OnceFunc whose f left so panics with nil afterwards.
	g := sync.OnceFunc(func() { runtime.Goexit() })
	var wg sync.WaitGroup
	wg.Go(func() { g() })
	wg.Wait()
	try("after Goexit", g)
}
