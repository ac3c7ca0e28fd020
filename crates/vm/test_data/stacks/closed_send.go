//procs:1
package main

//go:noinline
func produce(ch chan int, done func()) {
	defer done()
	ch <- 1
}

func main() {
	ch := make(chan int, 1)
	close(ch)
	produce(ch, func() { println("done") })
}
