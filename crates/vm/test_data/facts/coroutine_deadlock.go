//procs:1
package main

import "iter"

func main() {
	next, _ := iter.Pull(func(y func(int) bool) {
		ch := make(chan int)
		<-ch
	})
	next()
}
