package main

import (
	"fmt"
	"os"
)

type failure struct {
	op   string
	code int
}

func (f *failure) Error() string {
	defer func() { recover() }()
	return fmt.Sprintf("%s failed with %d", f.op, f.code)
}

func main() {
	fmt.Fprintln(os.Stderr, "about to fail")
	defer func() {
		if r := recover(); r != nil {
			panic(&failure{"retry", 2})
		}
	}()
	panic(&failure{"first", 1})
}
