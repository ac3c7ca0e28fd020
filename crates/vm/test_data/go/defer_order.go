// Deferred calls: arguments and receivers are evaluated at once, calls run in reverse order, results can be changed.
package main

import (
	"errors"
	"fmt"
)

type counter struct{ n int }

func (c counter) show(s string)   { fmt.Println(s, c.n) }
func (c *counter) pshow(s string) { fmt.Println(s, c.n) }

func arg(s string) string { fmt.Println("eval", s); return s }

func order() {
	c := counter{1}
	defer c.show(arg("value"))
	defer c.pshow(arg("pointer"))
	f := func(s string) { fmt.Println("old", s) }
	defer f(arg("func"))
	f = func(s string) { fmt.Println("new", s) }
	defer f("x")
	c.n = 2
	defer func(n int) { fmt.Println("lit", n, c.n) }(c.n)
	c.n = 3
}

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
		n *= 2
	}()
	n = 21
	panic("oops")
}

func double() (n int) {
	defer func() { n *= 2 }()
	defer func() { n += 3 }()
	return 4
}

func unnamed() int {
	n := 1
	defer func() { n = 100 }()
	return n
}

var errBase = errors.New("base")

func wrap() (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("wrap: %w", err)
		}
	}()
	return errBase
}

func inLoop() {
	for i := 0; i < 3; i++ {
		for j := range 2 {
			defer fmt.Print(i, j, " ")
		}
	}
}

func nested() {
	defer fmt.Println("outer 1")
	func() {
		defer fmt.Println("inner")
		fmt.Println("body")
	}()
	defer fmt.Println("outer 2")
}

func conditional(b bool) {
	if b {
		defer fmt.Println("deferred only if true")
	}
	defer fmt.Println("always", b)
}

func main() {
	order()
	fmt.Println(named())
	fmt.Println(double(), unnamed())
	err := wrap()
	fmt.Println(err, errors.Is(err, errBase), errors.Unwrap(err) == errBase)
	inLoop()
	fmt.Println()
	nested()
	conditional(true)
	conditional(false)
	var m map[string]int
	func() {
		defer func() { fmt.Println(recover()) }()
		m[arg("key")] = len(arg("value"))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		defer println()
		var c *counter
		defer c.show("nil receiver")
		fmt.Println("not reached")
	}()
}
