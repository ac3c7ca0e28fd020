package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

func main() {
	functions := []struct {
		name string
		f    func(complex128) complex128
	}{
		{"Sqrt", cmplx.Sqrt}, {"Exp", cmplx.Exp}, {"Log", cmplx.Log}, {"Log10", cmplx.Log10}, {"Conj", cmplx.Conj},
		{"Sin", cmplx.Sin}, {"Cos", cmplx.Cos}, {"Tan", cmplx.Tan}, {"Cot", cmplx.Cot}, {"Sinh", cmplx.Sinh}, {"Cosh", cmplx.Cosh}, {"Tanh", cmplx.Tanh},
		{"Asin", cmplx.Asin}, {"Acos", cmplx.Acos}, {"Atan", cmplx.Atan}, {"Asinh", cmplx.Asinh}, {"Acosh", cmplx.Acosh}, {"Atanh", cmplx.Atanh},
	}
	inf := math.Inf(1)
	parts := []float64{0, 1e-9, 0.3, -0.5, 1, -1, math.Pi / 2, 2.5, -7, 100, 1e300, inf, -inf, math.NaN()}
	for _, re := range parts {
		for _, im := range parts {
			x := complex(re, im)
			for _, it := range functions {
				fmt.Printf("%s%v=%v ", it.name, x, it.f(x))
			}
			r, θ := cmplx.Polar(x)
			fmt.Println(r, θ, cmplx.IsNaN(x), cmplx.IsInf(x), cmplx.Abs(x))
		}
	}
	for _, x := range []complex128{0, 1, 2i, -3 + 4i, 0.1 - 0.2i} {
		for _, y := range []complex128{0, 1, -1, 2, 0.5, 1i, -1 - 2i, 3 + 0.25i, cmplx.NaN()} {
			fmt.Print(cmplx.Pow(x, y), " ")
		}
		fmt.Println(cmplx.Rect(real(x), 2))
	}
	fmt.Println(cmplx.Inf(), cmplx.Exp(1i*math.Pi)+1, cmplx.Sqrt(-5+12i))
}
