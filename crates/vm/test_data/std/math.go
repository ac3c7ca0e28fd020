package main

import (
	"fmt"
	"math"
	"math/bits"
)

func main() {
	xs := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, 2, 10, 1e-5, 123.456, -7.25, 1e10, math.Inf(1), math.Inf(-1), math.NaN()}
	for _, x := range xs {
		fmt.Println(x, math.Sqrt(x), math.Floor(x), math.Ceil(x), math.Trunc(x), math.Round(x), math.RoundToEven(x), math.Abs(x), math.Exp(x), math.Log(x), math.Log2(x), math.Log10(x), math.Log1p(x), math.Expm1(x), math.Signbit(x))
		f, e := math.Frexp(x)
		i, fr := math.Modf(x)
		fmt.Println(f, e, i, fr, math.Ilogb(x), math.Logb(x), math.Ldexp(x, 3), math.IsNaN(x), math.IsInf(x, 0))
		for _, y := range xs {
			fmt.Print(math.Pow(x, y), " ", math.Mod(x, y), " ", math.Hypot(x, y), " ", math.Max(x, y), " ", math.Min(x, y), " ", math.Dim(x, y), " ", math.Remainder(x, y), " ", math.Nextafter(x, y), "; ")
		}
		fmt.Println()
	}
	fmt.Printf("%.12g %.12g %.12g %.12g %.12g\n", math.Sin(1), math.Cos(2), math.Tan(0.5), math.Atan2(1, -2), math.Sinh(1))
	fmt.Println(math.MaxInt64, math.MinInt64, uint64(math.MaxUint64), math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32, math.Pi, math.E)
	fmt.Println(math.Float64bits(1.5), math.Float32bits(1.5), math.Float64frombits(0x3ff8000000000000), math.Float32frombits(0x3fc00000), math.Pow10(5), math.Pow10(-400), math.FMA(2, 3, 4), math.Cbrt(27), math.Gamma(5))
	for _, x := range []uint64{0, 1, 0x8000000000000000, 0x00f0, 12345678901234567890} {
		fmt.Println(bits.LeadingZeros64(x), bits.TrailingZeros64(x), bits.OnesCount64(x), bits.Len64(x), bits.Reverse64(x), bits.ReverseBytes64(x), bits.RotateLeft64(x, 7), bits.RotateLeft64(x, -7), bits.Len8(uint8(x)), bits.TrailingZeros16(uint16(x)), bits.Reverse8(uint8(x)), bits.RotateLeft8(uint8(x), 3), bits.LeadingZeros32(uint32(x)))
		hi, lo := bits.Mul64(x, 0xfedcba9876543210)
		s, c := bits.Add64(x, x, 1)
		d, b := bits.Sub64(1, x, 1)
		q, r := bits.Div64(3, x, 1000)
		fmt.Println(hi, lo, s, c, d, b, q, r)
	}
}
