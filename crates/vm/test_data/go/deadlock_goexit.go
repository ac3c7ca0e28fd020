// Main exits, the others block.
package main

import "runtime"

func main() {
	c := make(chan int)
	go func() { <-c }()
	defer println("deferred")
	runtime.Goexit()
}
