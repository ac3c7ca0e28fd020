//procs:1
package main

func main() {
	a, b := make(chan int), make(chan string)
	go func() {
		select {
		case a <- 1:
		case s := <-b:
			println(s)
		}
	}()
	<-a
	select {
	case <-a:
	case b <- "x":
	}
}
