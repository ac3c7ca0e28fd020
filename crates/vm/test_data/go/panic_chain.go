// Three panics, none recovered.
package main

import "errors"

type e struct{}

func (e) Error() string { return "type e" }

func main() {
	defer func() {
		defer func() { panic(e{}) }()
		panic(errors.New("two\nlines"))
	}()
	var m map[string]int
	m["a"] = 1
}
