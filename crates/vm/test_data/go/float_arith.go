// Floats and complex numbers: special values, formatting, conversions.
package main

import (
	"fmt"
	"math"
)

func main() {
	zero, three := 0.0, 3.99
	inf, nan := 1/zero, zero/zero
	fmt.Println(inf, -inf, nan, nan == nan, nan != nan, nan < 1, !(nan < 1), inf > math.MaxFloat64, -1/inf, 1/(-1/inf))
	fmt.Println(0.1+0.2, float32(0.1)+float32(0.2), float32(0.1), float64(float32(0.1)), 1e21, 1e20, 123456789.0, 1e-7, 100000000.0)
	fmt.Println(math.MaxInt64, uint64(math.MaxUint64), math.Pi, float32(math.Pi), math.SmallestNonzeroFloat64, math.MaxFloat32)
	fmt.Println(int(three), int(-three), 7/2, 7/2.0, 7.0/2, 1/3.0)
	fmt.Printf("%v %g %e %f %.2f %8.3f|%-8.2f|%+.1f %06.2f %G %E\n", 1.5, 1e6, 123456.789, 1.5, 2.675, 3.14159, 1.0, 2.0, 3.14159, 1e-10, 1.0)
	fmt.Printf("%5.1f%% %x %b %v %6d|%-6d|%06d|%+d %x %X %o %#x %#o %b %c %q %U\n", 99.5, 1.0, 4.0, float32(2.5), 42, 42, 42, 42, 255, 255, 8, 255, 8, 5, 'x', 'y', 0x1F600)
	c := complex(1, 2)
	d := 3 - 4i
	fmt.Println(c*d, c/d, c+d, real(c), imag(d), c == complex(1, 2), -c, c != d)
	var c64 complex64 = complex64(c)
	fmt.Println(c64*c64, real(c64))
	fmt.Printf("%v %.1f %T %T\n", c, d, c, c64)
	sum := 0.0
	for i := 0; i < 10; i++ {
		sum += 0.1
	}
	fmt.Println(sum, sum == 1, math.Abs(sum-1) < 1e-9)
	var f32 float32 = 16777216
	fmt.Println(f32+1 == f32, float64(f32)+1)
	fmt.Println(math.Sqrt(2), math.Floor(-1.5), math.Ceil(1.2), math.Trunc(-1.7), math.Mod(7, -3), math.Inf(-1), math.IsNaN(nan), math.Pow(2, 10), math.Hypot(3, 4))
	fmt.Println(math.Round(2.5), math.RoundToEven(2.5), math.Max(1, nan), math.Min(-0.0, 0), math.Signbit(math.Copysign(0, -1)), math.Float64bits(1.5))
	const k = 1.0 / 3
	var w float32 = k
	fmt.Println(k, w, k*3 == 1, float32(k)*3 == 1)
	const e = 5 / 2 * 2.0
	const g = 5 / 2.0 * 2
	fmt.Println(e, g, 1<<3.0, 'a'*1.0, 10/4, 10%4, -10/4)
	println(1.5, 100.0, 1e100, float32(0.1), c, inf, nan)
}
