package main

import "runtime"

func main() {
	runtime.SetFinalizer(new([4]int), func(*[5]int) {})
}
