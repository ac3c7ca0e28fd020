//procs:1
package main

import (
	"errors"
	"runtime"
)

type bad struct{ text string }

func (b *bad) Error() string { panic(errors.New("inside")) }

func main() {
	runtime.Gosched()
	panic(&bad{})
}
