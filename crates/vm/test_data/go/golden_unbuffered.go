//procs:1
package main

func main() {
	c := make(chan int)
	go func() {
		for i := 0; i < 6; i++ {
			println("s", i)
			c <- i
		}
		close(c)
	}()
	for v := range c {
		println("r", v)
	}
}
