// Integer arithmetic in nested loops.
package main

import "fmt"

func main() {
	const n = 6000
	sum := 0
	for i := 1; i <= n; i++ {
		for j := 1; j <= n; j++ {
			sum += i*j%7 ^ j
		}
	}
	fmt.Println(sum)
}
