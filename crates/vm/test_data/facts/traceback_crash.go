//procs:1
//env:GOTRACEBACK=crash

package main

import "runtime"

func main() {
	runtime.Gosched()
	panic("boom")
}
