// Sorting a million integers with what the library has for it.
package main

import (
	"fmt"
	"slices"
)

func main() {
	const n = 1_000_000
	numbers := make([]int, n)
	seed := 42
	for i := range numbers {
		seed = (seed*1103515245 + 12345) % 2147483648
		numbers[i] = seed
	}
	slices.Sort(numbers)
	fmt.Println(numbers[0], numbers[n/2], numbers[n-1])
}
