//procs:1
package main

import "runtime"

func main() {
	runtime.Gosched()
	runtime.SetFinalizer(new([4]int), func(*string) {})
}
