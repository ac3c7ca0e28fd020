package main

import (
	"fmt"
	"math"
)

func main() {
	xs := []float64{0, 1e-300, 1e-20, 1e-10, 1e-5, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1, 1.1, 1.2316321449683623, 1.5, 1.7, 1.9, 2, 2.5, 3, 4.5, 5,
		6.5, 7.9, 8.1, 10, 12.5, 33, 123.456, 171, 12345.678, 1e10, 1e18, 1e30, 1e300, math.MaxFloat64, math.SmallestNonzeroFloat64,
		math.Inf(1), math.NaN()}
	for _, x := range xs {
		xs = append(xs, -x)
	}
	for _, x := range xs {
		log, sign := math.Lgamma(x)
		fmt.Printf("%v: %x %d %x %x %x %x %x %x", x, log, sign, math.Erfinv(x), math.Erfcinv(x), math.J0(x), math.J1(x), math.Y0(x), math.Y1(x))
		for _, n := range []int{-3, -2, 2, 7, 40} {
			fmt.Printf(" %x %x", math.Jn(n, x), math.Yn(n, x))
		}
		fmt.Println()
	}
}
