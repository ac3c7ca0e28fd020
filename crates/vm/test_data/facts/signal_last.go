//procs:1
package main

type T struct{ f func() }

func main() {
	defer func() {
		var t T
		t.f()
	}()
	panic("first")
}
