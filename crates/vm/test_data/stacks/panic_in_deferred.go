//procs:1
package main

import "fmt"

//go:noinline
func clean() { panic(fmt.Sprint("second of ", 2)) }

func main() {
	defer clean()
	panic("first")
}
