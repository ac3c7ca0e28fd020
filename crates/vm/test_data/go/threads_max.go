//procs:1
package main

import (
	"fmt"
	"runtime/debug"
)

func main() {
	fmt.Println("there are more threads already")
	debug.SetMaxThreads(1)
	fmt.Println("not reached")
}
