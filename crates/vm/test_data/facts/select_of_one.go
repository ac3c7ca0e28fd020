//procs:1
package main

import "fmt"

type R struct{}

func main() {
	c := make(chan int, 1)
	close(c)
	defer func() {
		fmt.Println(recover())
		defer func() {
			fmt.Println(recover())
			c <- 3
		}()
		select {

		case c <- 1:

		default:
		}
	}()
	select {

	case c <- 2:
	}
}
