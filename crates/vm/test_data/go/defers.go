package main

import (
	"errors"
	"fmt"
	"os"
)

func order() {
	for i := 0; i < 3; i++ {
		defer fmt.Print(i, " ")
	}
	fmt.Print("body ")
}

func named() (n int, err error) {
	defer func() {
		n *= 2
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	n = 21
	panic("oops")
}

func nested() {
	defer func() {
		fmt.Println("outer", recover())
	}()
	defer func() {
		defer func() {
			fmt.Println("inner", recover())
		}()
		panic("second")
	}()
	panic("first")
}

func helper() any { return recover() }

func notDirect() {
	defer func() {
		fmt.Println("direct", recover())
	}()
	defer func() {
		fmt.Println("helper", helper())
	}()
	panic("p")
}

func replace() {
	defer func() { fmt.Println(recover()) }()
	defer func() { panic("replaced") }()
	panic("original")
}

type T struct{ name string }

func (t T) close()     { fmt.Print("close ", t.name, "; ") }
func (t *T) pclose()   { fmt.Print("pclose ", t.name, "; ") }

func methods() {
	t := T{"a"}
	defer t.close()
	defer t.pclose()
	t.name = "b"
}

func loop() (out []int) {
	for i := 0; i < 3; i++ {
		func() {
			defer func() { out = append(out, i) }()
			if i == 1 {
				return
			}
			out = append(out, i*10)
		}()
	}
	return
}

func runtimeErrors() {
	try := func(name string, f func()) {
		defer func() {
			r := recover()
			_, isErr := r.(error)
			fmt.Println(name, "->", r, isErr)
		}()
		f()
	}
	var m map[string]int
	var p *T
	var i any = "str"
	var fn func()
	var e interface{ close() }
	zero := 0
	s := []int{1, 2, 3}
	idx := 5
	neg := -1
	try("index", func() { s[idx] = 1 })
	try("negative", func() { _ = s[neg] })
	try("slice", func() { _ = s[idx:] })
	try("slice2", func() { _ = s[2 : idx-4 : 3] })
	try("slice3", func() { _ = s[:idx] })
	try("string", func() { _ = "abc"[idx] })
	try("substr", func() { _ = "abc"[idx:] })
	try("div", func() { _ = 1 / zero })
	try("map", func() { m["a"] = 1 })
	try("nil", func() { _ = p.name })
	try("assert", func() { _ = i.(int) })
	try("assert2", func() { _ = i.(fmt.Stringer) })
	try("assert3", func() { i = nil; _ = i.(int) })
	try("nilfunc", func() { fn() })
	try("nilmethod", func() { e.close() })
	try("make", func() { _ = make([]int, neg) })
	try("shift", func() { _ = 1 << neg })
	try("closed", func() { c := make(chan int); close(c); close(c) })
	try("send", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("nilclose", func() { var c chan int; close(c) })
	try("conv", func() { _ = [4]int(s) })
	try("error", func() { panic(errors.New("custom")) })
	try("hash", func() { _ = map[any]int{}[s] })
	try("compare", func() { var a, b any = s, s; _ = a == b })
	try("none", func() {})
}

func main() {
	order()
	fmt.Println()
	fmt.Println(named())
	nested()
	notDirect()
	replace()
	methods()
	fmt.Println()
	fmt.Println(loop())
	runtimeErrors()
	defer fmt.Println("not printed: os.Exit")
	defer func() {
		os.Exit(3)
	}()
}
