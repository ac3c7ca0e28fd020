//procs:1

package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"sync"
)

type T struct {
	g func(int) (int, error)
	h func() int
	p func()
}

type I interface{ M() }

func (t *T) M() {}
func (t T) V()  {}

func gen[X any](x X, f func(X)) { defer f(x) }

func try(f func()) {
	defer func() {
		fmt.Println(recover())
		for _, l := range strings.Split(string(debug.Stack()), "\n") {
			if strings.HasPrefix(l, "main.") {
				if i := strings.LastIndex(l, "("); i > 0 {
					l = l[:i]
				}
				fmt.Println(l)
			}
		}
	}()
	f()
}

func plain() {
	var t T
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	defer func() {}()
	defer fmt.Sprint("x")
	defer recover()
	defer t.M()
	defer t.V()
	defer I(&t).M()
	defer os.Getpid()
	defer func(int) {}(1)
	defer t.g(1)
}

func results() {
	var t T
	defer t.h()
}

func none() {
	var t T
	defer t.p()
}

func lit() {
	func() {
		var t T
		defer println()
		defer t.g(2)
	}()
}

func param(f func(string, ...any), wg *sync.WaitGroup) {
	go func() { wg.Done() }()
	go func(int) { wg.Done() }(1)
	defer f("%d", 1)
}

func ran() {
	for range func(yield func() bool) { yield() } {
		var t T
		defer t.g(1)
	}
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	try(plain)
	try(results)
	try(none)
	try(lit)
	try(func() { param(nil, &wg) })
	try(func() { gen(1, nil) })
	try(ran)
	wg.Wait()
}
