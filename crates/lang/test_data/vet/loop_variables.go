package main

import "sync"

type A struct{ mu sync.Mutex }

func main() {
	var a A
	for z := a; ; {
		_ = &z
		break
	}
	for z := (A{}); ; {
		_ = &z
		break
	}
	n := 0
	for z := a; n < 2; n++ {
		_ = &z
	}
	for z, i := (A{}), 0; i < 2; i++ {
		_ = &z
	}
	for z := mk(); n < 2; n++ {
		_ = &z
	}
	for z := &a; n < 2; n++ {
		_ = &z
	}
}

func mk() A { return A{} }
