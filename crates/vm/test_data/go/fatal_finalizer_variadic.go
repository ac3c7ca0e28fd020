package main

import "runtime"

func main() {
	runtime.SetFinalizer(new([4]int), func(...*[4]int) {})
}
