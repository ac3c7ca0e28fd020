//procs:1
package main

import "fmt"

func main() {
	defer func() {
		r := recover()
		defer func() {
			panic(fmt.Sprint("third after ", recover()))
		}()
		panic(fmt.Sprint("second after ", r))
	}()
	panic("first")
}
