package main

import (
	"errors"
	"fmt"
)

type myErr struct{ n int }

func (e myErr) Error() string { return fmt.Sprintf("my error %d\nsecond line", e.n) }

func f() {
	defer func() {
		r := recover()
		fmt.Println("got", r)
		panic(fmt.Errorf("again: %w", r.(error)))
	}()
	panic(myErr{7})
}

func main() {
	defer fmt.Println("main deferred")
	_ = errors.New
	f()
}
