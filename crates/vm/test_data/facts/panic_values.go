//procs:1
package main

import "errors"

type text string
type flag bool
type count int8
type ratio float32
type wave complex64
type word uintptr
type letter rune
type point struct{ x, y int }
type list []int
type table map[string]int
type fn func()
type failure struct{ code int }

func (f *failure) Error() string { return "failure\nof two lines" }

type named struct{}

func (named) String() string { return "named\n\nthrice" }

func fail(values []any) {
	if len(values) == 0 {
		return
	}
	defer fail(values[1:])
	panic(values[0])
}

func main() {
	var none *point
	n := 1
	fail([]any{
		"two\nlines", text("two\nlines \"quoted\""), flag(true), count(-3), ratio(1.5), wave(1 - 2i), word(7), letter('x'),
		true, int8(-1), uint8(200), 'y', uint64(1 << 63), uintptr(3), float32(0.1), 1e100, complex64(1i), 2 + 3i,
		[]int{1}, list{1}, point{1, 2}, &point{1, 2}, none, table{}, map[int]bool{}, fn(nil), main, make(chan int),
		[2]int{1, 2}, &n, struct{}{}, struct{ a int }{1}, errors.New("an error\nwith a second line"), &failure{1}, named{},
		[]any{1}, new(any),
	})
}
