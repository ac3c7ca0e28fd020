//procs:1
package main

import "errors"

func main() {
	defer func() {
		r := recover()
		println("again")
		panic(r)
	}()
	panic(errors.New("first"))
}
