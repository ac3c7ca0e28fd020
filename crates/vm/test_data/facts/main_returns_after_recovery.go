//procs:1
package main

import "runtime"

func main() {
	go func() {
		defer func() {
			defer func() { println(recover().(string)) }()
			for range 5 {
				runtime.Gosched()
			}
			println("deferred")
			panic("second")
		}()
		panic("first")
	}()
	runtime.Gosched()
	println("main returns")
}
