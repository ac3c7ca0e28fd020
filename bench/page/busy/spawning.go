// Goroutines are started without end, and wait for ever.
package main

func main() {
	gate := make(chan int)
	for {
		go func() { <-gate }()
	}
}
