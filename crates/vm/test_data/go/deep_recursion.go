package main

import "fmt"

func depth(n int) int {
	var pad [16]int
	pad[n%16] = n
	if n == 0 {
		return 0
	}
	return depth(n-1) + 1 + pad[(n+1)%16]
}

func main() {
	done := make(chan int)
	for i := range 4 {
		go func() { done <- depth(10000 * (i + 1)) }()
	}
	sum := 0
	for range 4 {
		sum += <-done
	}
	fmt.Println(sum, depth(100000))
}
