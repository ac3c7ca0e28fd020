//procs:1
package main

import "runtime"

func main() {
	go func() {
		defer func() {
			for {
				runtime.Gosched()
			}
		}()
		panic("never shown")
	}()
	runtime.Gosched()
	println("main returns")
}
