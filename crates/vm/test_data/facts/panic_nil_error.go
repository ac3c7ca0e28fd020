//procs:1
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func main() {
	func() {
		defer func() {
			r := recover()
			var e *runtime.PanicNilError
			err, ok := r.(runtime.Error)
			fmt.Println(r, ok, errors.As(err, &e))
			fmt.Printf("%T\n", r)
		}()
		panic(nil)
	}()
	var err error
	panic(err)
}
