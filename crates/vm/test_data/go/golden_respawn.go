//procs:1
package main

import "runtime"

var runs int

func again() {
	runs++
	go again()
	go func() {}()
}

// The global queue, where main waits after Gosched, has its turn every 61st tick only.
func main() {
	go again()
	for i := range 6 {
		before := runs
		runtime.Gosched()
		if i > 0 {
			println(runs - before)
		}
	}
}
