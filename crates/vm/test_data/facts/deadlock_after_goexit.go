//procs:1
package main

import "runtime"

func main() {
	c := make(chan int)
	go func() { <-c }()
	defer println("leaving")
	runtime.Goexit()
}
