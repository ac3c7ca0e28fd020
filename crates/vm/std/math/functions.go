package math

// Sqrt returns the square root of x.
func Sqrt(x float64) float64

// Pow returns x to the power of y.
func Pow(x, y float64) float64

// Hypot returns the square root of p*p + q*q.
func Hypot(p, q float64) float64

// Exp returns e to the power of x.
func Exp(x float64) float64

// Expm1 returns e to the power of x, less 1.
func Expm1(x float64) float64

// Log returns the natural logarithm of x.
func Log(x float64) float64

// Log2 returns the binary logarithm of x.
func Log2(x float64) float64

// Log10 returns the decimal logarithm of x.
func Log10(x float64) float64

// Floor returns the greatest whole number not above x.
func Floor(x float64) float64

// Ceil returns the least whole number not below x.
func Ceil(x float64) float64

// Trunc returns x without its fraction.
func Trunc(x float64) float64

// Round returns the nearest whole number, halves away from zero.
func Round(x float64) float64

// RoundToEven returns the nearest whole number, halves to the even one.
func RoundToEven(x float64) float64

// Mod returns the rest of x/y, with the sign of x.
func Mod(x, y float64) float64

// Remainder returns the rest of x/y with the quotient rounded to the nearest.
func Remainder(x, y float64) float64

// FMA returns x*y + z, rounded once.
func FMA(x, y, z float64) float64

// Frexp returns a fraction in [1/2, 1) and a power of two whose product is f.
func Frexp(f float64) (frac float64, exp int)

// Ldexp returns frac times 2 to the power of exp.
func Ldexp(frac float64, exp int) float64

// Modf returns the whole number and the fraction whose sum is f.
func Modf(f float64) (integer, fractional float64) {
	integer = Trunc(f)
	if IsInf(f, 0) {
		return integer, NaN()
	}
	return integer, Copysign(f-integer, f)
}

// Sincos returns Sin(x) and Cos(x).
func Sincos(x float64) (sin, cos float64) { return Sin(x), Cos(x) }

// Pow10 returns 10 to the power of n. Source: math/pow10.go: from two powers, of which one is that of a multiple of 32.
func Pow10(n int) float64 {
	switch {
	case n < -323:
		return 0
	case n > 308:
		return Inf(1)
	case n < 0:
		return pow10(n/32*32) / pow10(-n%32)
	}
	return pow10(n/32*32) * pow10(n%32)
}

func pow10(n int) float64

// Logb returns the binary exponent of x.
func Logb(x float64) float64 {
	switch {
	case x == 0:
		return Inf(-1)
	case IsInf(x, 0):
		return Inf(1)
	case IsNaN(x):
		return x
	}
	return float64(Ilogb(x))
}

// Ilogb returns the binary exponent of x as an integer.
func Ilogb(x float64) int {
	switch {
	case x == 0:
		return MinInt32
	case IsInf(x, 0) || IsNaN(x):
		return MaxInt32
	}
	_, exp := Frexp(x)
	return exp - 1
}
