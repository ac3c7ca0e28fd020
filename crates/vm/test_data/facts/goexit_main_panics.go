//procs:1
package main

import "runtime"

func main() {
	defer func() {
		println("recover", recover() == nil)
		panic("after Goexit of main")
	}()
	runtime.Goexit()
}
