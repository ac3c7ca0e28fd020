package main

import "runtime"

func main() {
	type pair struct{ a, b *int }
	p := new(pair)
	runtime.SetFinalizer(&p.b, func(**int) {})
}
