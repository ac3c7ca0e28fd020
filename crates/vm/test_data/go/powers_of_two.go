// Quotients and remainders by powers of two, of both signs; counting in maps whose keys are there, missing and NaN.
package main

import (
	"fmt"
	"math"
)

func divide(n int) []int {
	return []int{n / 2, n % 2, n / 1024, n % 1024, n / (1 << 40), n % (1 << 40), n / 1, n % 1, n / -8, n % -8}
}

func main() {
	for _, n := range []int{0, 1, -1, 7, -7, 8, -8, 1023, -1023, 1024, -1025, 1<<40 - 1, -(1 << 40) - 1, math.MaxInt, math.MinInt} {
		fmt.Println(n, divide(n))
	}
	counts := map[string]int{}
	word := "moss"
	for i := range 100_000 {
		counts[string(rune('a'+i%26))+fmt.Sprint(i%1999)]++
		counts[word[:1+i%4]] += 3
	}
	fmt.Println(len(counts), counts["m"], counts["mo"], counts["moss"], counts["a0"], counts["z1"])
	floats := map[float64]int{}
	for range 20 {
		floats[math.NaN()]++
		floats[0]++
		floats[math.Copysign(0, -1)]++
	}
	fmt.Println(len(floats), floats[0], floats[math.NaN()])
	func() {
		defer func() { fmt.Println(recover()) }()
		var none map[string]int
		none[word] += 2
	}()
}
