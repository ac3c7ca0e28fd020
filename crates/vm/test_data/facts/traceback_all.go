//procs:1
//env:GOTRACEBACK=all

package main

import "runtime"

func main() {
	go func() { select {} }()
	runtime.Gosched()
	defer func() { panic("second") }()
	panic("first")
}
