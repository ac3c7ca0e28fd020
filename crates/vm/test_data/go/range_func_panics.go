package main

import "fmt"

// What an iterator may not do with a loop whose body panics.

func try(name string, f func()) {
	defer func() { fmt.Println(name+":", recover()) }()
	f()
}

func swallows(yield func(int) bool) {
	defer func() { recover() }()
	yield(1)
}

func goesOn(yield func(int) bool) {
	func() {
		defer func() { recover() }()
		yield(1)
	}()
	yield(2)
}

func passes(yield func(int) bool) {
	defer func() {
		if reason := recover(); reason != nil {
			panic(fmt.Sprint("again ", reason))
		}
	}()
	yield(1)
}

func found(seq func(func(int) bool)) (n int) {
	defer func() { fmt.Println("found:", recover(), n) }()
	for i := range seq {
		if i == 1 {
			return 7
		}
	}
	return 0
}

func main() {
	for name, seq := range map[string]func(func(int) bool){"swallows": swallows} {
		try(name, func() {
			for range seq {
				panic("body")
			}
		})
	}
	try("goes on", func() {
		for i := range goesOn {
			panic(i)
		}
	})
	try("passes", func() {
		for i := range passes {
			panic(i)
		}
	})
	found(swallows)
	found(goesOn)
	try("nested", func() {
		for range swallows {
			for range passes {
				panic("inner")
			}
		}
	})
	var saved func(int) bool
	try("saved", func() {
		for range func(yield func(int) bool) { saved = yield; defer func() { recover() }(); yield(0) } {
			panic("saved")
		}
	})
	try("later", func() { saved(1) })
	try("over", func() {
		for range func(yield func(int) bool) { saved = yield } {
		}
		saved(1)
	})
	try("broken", func() {
		for range func(yield func(int) bool) { yield(1); yield(2) } {
			break
		}
	})
}
