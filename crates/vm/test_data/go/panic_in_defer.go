// Panics in deferred calls while another panic runs.
package main

import "fmt"

func main() {
	defer func() {
		panic(fmt.Sprint("third after ", recover()))
	}()
	defer func() {
		panic("second")
	}()
	panic("first")
}
