//procs:1
package main

import "runtime"

func main() {
	go func() {
		defer func() {
			defer func() { panic("third") }()
			panic("second")
		}()
		defer func() {
			defer func() { println(recover() == nil) }()
			runtime.Goexit()
		}()
		panic("first")
	}()
	select {}
}
