package main

import "runtime"

func main() {
	x := new([4]int)
	runtime.SetFinalizer(x, func(*[4]int) {})
	runtime.SetFinalizer(x, func(*[4]int) {})
}
