//procs:1

package main

import (
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
)

func try(f func()) {
	defer func() {
		fmt.Println(recover())
		_, s, _ := strings.Cut(string(debug.Stack()), "\npanic(")
		_, s, _ = strings.Cut(s, "\n\t")
		_, s, _ = strings.Cut(s, "\n")
		s, _, _ = strings.Cut(s, "main.try")
		fmt.Println(s)
	}()
	f()
}

func boom() int { panic("boom") }

func main() {
	a := sync.OnceFunc(func() { boom() })
	b := sync.OnceValue(boom)
	c := sync.OnceValues(func() (int, error) { return boom(), nil })
	try(a)
	try(a)
	try(func() { b() })
	try(func() { b() })
	try(func() { c() })
	try(func() { c() })
	var o sync.Once
	try(func() { o.Do(func() { boom() }) })
	b()
}
