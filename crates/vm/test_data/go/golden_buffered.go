//procs:1
package main

func main() {
	c := make(chan int, 2)
	go func() {
		for i := 0; i < 8; i++ {
			c <- i
			println("s", i)
		}
		close(c)
	}()
	for v := range c {
		println("r", v)
	}
}
