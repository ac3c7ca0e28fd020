// recover works only in the deferred function itself, and only for the panic that called it.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func helper() any { return recover() }

func try(name string, f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%s: %v (%T)\n", name, r, r)
		if e, ok := r.(runtime.Error); ok {
			fmt.Println("  runtime error:", e)
		}
	}()
	f()
}

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprint("code ", e.code) }

func main() {
	fmt.Println(recover())
	try("helper", func() {
		defer func() { fmt.Println("helper saw", helper()) }()
		panic("p1")
	})
	try("direct", func() {
		defer func() {
			defer func() { fmt.Println("inner saw", recover()) }()
			panic("p3")
		}()
		panic("p2")
	})
	try("replaced", func() {
		defer func() { panic("second") }()
		panic("first")
	})
	try("recovered twice", func() {
		defer func() { fmt.Println("a", recover()) }()
		defer func() { fmt.Println("b", recover()) }()
		panic("once")
	})
	try("again", func() {
		defer func() {
			r := recover()
			panic(fmt.Sprint("re-", r))
		}()
		panic("raise")
	})
	try("closure", func() {
		defer func() {
			func() { fmt.Println("nested closure saw", recover()) }()
		}()
		panic("deep")
	})
	try("deferred recover", func() {
		defer recover()
		panic("not caught by defer recover()")
	})
	try("err", func() { panic(&myErr{7}) })
	try("errors", func() { panic(errors.New("plain")) })
	try("nil", func() { panic(nil) })
	try("index", func() { s := []int{1, 2}; i := 5; _ = s[i] })
	try("nilmap", func() { var m map[int]int; m[1]++ })
	try("nilptr", func() { var e *myErr; _ = e.code })
	try("nilfunc", func() { var f func(); f() })
	try("nil iface", func() { var e error; _ = e.Error() })
	try("conv", func() { var a any = "s"; _ = a.(int) })
	try("conv nil", func() { var a any; _ = a.(int) })
	try("conv iface", func() { var a any = 3; _ = a.(fmt.Stringer) })
	try("conv e", func() { var a error = errors.New("x"); _ = a.(*myErr) })
	try("div", func() { z := 0; _ = 1 / z })
	try("mod", func() { z := uint8(0); _ = 1 % z })
	try("shift", func() { n := -1; _ = 1 << n })
	try("slice", func() { s := make([]int, 2, 4); n := 5; _ = s[1:n] })
	try("slice2", func() { s := make([]int, 2, 4); n := 3; m := 2; _ = s[n:m] })
	try("slice3", func() { s := make([]int, 2, 4); n := 9; _ = s[:2:n] })
	try("str", func() { s := "abc"; n := 4; _ = s[n] })
	try("substr", func() { s := "abc"; n := 4; _ = s[n:] })
	try("arr", func() { var a [3]int; n := -1; _ = a[n] })
	try("make", func() { n := -1; _ = make([]int, n) })
	try("makecap", func() { n := 1; _ = make([]int, 2, n) })
	try("makechan", func() { n := -1; _ = make(chan int, n) })
	try("close nil", func() { var c chan int; close(c) })
	try("close twice", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("hash", func() { m := map[any]int{}; m[[]int{1}] = 2 })
	try("cmp", func() { var a, b any = []int{1}, []int{1}; fmt.Println(a == b) })
	try("cmpf", func() { var a, b any = func() {}, func() {}; fmt.Println(a == b) })
	try("cmps", func() {
		type t struct{ m map[int]int }
		var a, b any = t{}, t{}
		fmt.Println(a == b)
	})
	try("arrptr", func() { s := []int{1}; _ = [2]int(s) })
	try("none", func() {})
	fmt.Println("end")
}
