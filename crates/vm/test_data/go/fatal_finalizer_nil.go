package main

import "runtime"

func main() {
	defer func() { recover() }()
	runtime.SetFinalizer(nil, 1)
}
