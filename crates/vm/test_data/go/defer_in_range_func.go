// Calls that the body of a range over a function defers are those of the function around the loop.
package main

import (
	"errors"
	"fmt"
	"iter"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("iterator returns")
		for i := range n {
			defer func() { fmt.Println("iterator defers", i) }()
			if !yield(i) {
				return
			}
		}
	}
}

func simple() {
	defer fmt.Println("first")
	for i := range count(2) {
		defer fmt.Println("body", i)
	}
	defer fmt.Println("last")
	fmt.Println("end of simple")
}

func nested() (err error) {
	for i := range count(2) {
		for j := range count(2) {
			defer func() {
				err = errors.Join(err, fmt.Errorf("%d %d", i, j))
			}()
			if i == 1 {
				return errors.New("returned")
			}
		}
	}
	return nil
}

func recovered() (s string) {
	defer fmt.Println("outermost")
	for i := range count(3) {
		defer func() {
			if r := recover(); r != nil {
				s = fmt.Sprint("recovered ", r, " in ", i)
			}
		}()
		if i == 1 {
			panic("oh")
		}
	}
	return "not reached"
}

func literal() {
	for i := range count(1) {
		func() {
			defer fmt.Println("of the literal", i)
			for j := range count(1) {
				defer fmt.Println("of the literal too", j)
			}
			fmt.Println("end of the literal")
		}()
		defer fmt.Println("of the function")
	}
	fmt.Println("end of literal")
}

type closer int

func (c closer) close(why string) { fmt.Println("close", int(c), why) }

func methods() {
	for i := range count(2) {
		c := closer(i)
		defer c.close("method")
		f := c.close
		defer f("value")
		defer func(list ...int) { fmt.Println(list, i) }(i, i+1)
		i += 10
		continue
	}
}

func builtins() {
	m := map[string]int{"a": 1, "b": 2}
	for k := range keys(m) {
		defer delete(m, k)
	}
	fmt.Println(len(m))
	defer func() { fmt.Println(len(m)) }()
}

func keys(m map[string]int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, k := range []string{"a", "b"} {
			if _, ok := m[k]; ok && !yield(k) {
				return
			}
		}
	}
}

func generic[T any](seq iter.Seq[T]) {
	for v := range seq {
		defer fmt.Printf("%T %v\n", v, v)
		if fmt.Sprint(v) == "1" {
			break
		}
	}
	fmt.Println("end of generic")
}

func again() {
	defer func() { fmt.Println("again", recover()) }()
	for range count(1) {
		defer panic("second")
		panic("first")
	}
}

func main() {
	simple()
	fmt.Println(nested())
	fmt.Println(recovered())
	literal()
	methods()
	builtins()
	generic(count(5))
	again()
	for i := range count(1) {
		defer func() { panic(fmt.Sprint("in the end ", i)) }()
	}
}
