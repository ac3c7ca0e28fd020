//procs:1
package main

import (
	"fmt"
	"runtime"
)

func main() {
	go func() {
		defer func() {
			for range 3 {
				runtime.Gosched()
			}
			fmt.Println("deferred")
		}()
		panic("while main returns")
	}()
	runtime.Gosched()
	fmt.Println("main returns")
}
