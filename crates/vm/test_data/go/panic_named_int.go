// How an uncaught panic with this value is shown.
package main

import (
	"fmt"
)

type id int
type name string
type st struct{ n int }

func (s st) String() string { return fmt.Sprint("stringer ", s.n) }

type myErr struct{ s string }

func (e *myErr) Error() string { return e.s }

type valErr struct{ n int }

func (e valErr) Error() string { return fmt.Sprint("value error ", e.n) }

func main() {
	defer fmt.Println("deferred runs")
	fmt.Println("start")
	panic(id(7))
}
