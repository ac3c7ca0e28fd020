// All goroutines wait for each other.
package main

import "fmt"

func main() {
	a, b := make(chan int), make(chan int)
	go func() { a <- <-b }()
	go func() { b <- <-a }()
	fmt.Println("waiting")
	<-a
}
