package main

import "fmt"

// An iterator that recovers the panic of a body it called out of turn does not get away with it.

func stubborn(yield func(int) bool) {
	for i := range 4 {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("iterator recovered:", r)
				}
			}()
			yield(i)
		}()
	}
}

func breaks() {
	for i := range stubborn {
		fmt.Println("body", i)
		if i == 1 {
			break
		}
	}
	fmt.Println("not reached")
}

func returns() (n int) {
	defer func() { fmt.Println("deferred with", n) }()
	for i := range stubborn {
		return i + 10
	}
	return -1
}

var kept func(int) bool

func late() {
	for i := range func(yield func(int) bool) { kept = yield; yield(7) } {
		fmt.Println("late", i)
	}
	for range 2 {
		func() {
			defer func() { fmt.Println(recover()) }()
			kept(8)
		}()
	}
}

func main() {
	for _, f := range []func(){breaks, func() { returns() }, late} {
		func() {
			defer func() { fmt.Println("recovered:", recover()) }()
			f()
		}()
	}
	breaks()
}
