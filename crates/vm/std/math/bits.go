package math

const signBit = 1 << 63

// Float64bits returns the bits of f.
func Float64bits(f float64) uint64

// Float64frombits returns the float64 of bits.
func Float64frombits(b uint64) float64

// Float32bits returns the bits of f.
func Float32bits(f float32) uint32

// Float32frombits returns the float32 of bits.
func Float32frombits(b uint32) float32

// Inf returns infinity, negative when sign is.
func Inf(sign int) float64 {
	if sign >= 0 {
		return Float64frombits(0x7FF0000000000000)
	}
	return Float64frombits(0xFFF0000000000000)
}

// NaN returns a value that is not a number.
func NaN() float64 { return Float64frombits(0x7FF8000000000001) }

// IsNaN reports whether f is not a number.
func IsNaN(f float64) (is bool) { return f != f }

// IsInf reports whether f is infinity of the sign, or of any sign when it is 0.
func IsInf(f float64, sign int) bool { return sign >= 0 && f > MaxFloat64 || sign <= 0 && f < -MaxFloat64 }

// Signbit reports whether x is negative or negative zero.
func Signbit(x float64) bool { return Float64bits(x)&signBit != 0 }

// Copysign returns f with the sign of sign.
func Copysign(f, sign float64) float64 {
	return Float64frombits(Float64bits(f)&^signBit | Float64bits(sign)&signBit)
}

// Abs returns x without sign.
func Abs(x float64) float64 { return Float64frombits(Float64bits(x) &^ signBit) }

// Max returns the greater of x and y.
func Max(x, y float64) float64 {
	switch {
	case IsInf(x, 1) || IsInf(y, 1):
		return Inf(1)
	case IsNaN(x) || IsNaN(y):
		return NaN()
	case x == 0 && x == y:
		if Signbit(x) {
			return y
		}
		return x
	case x > y:
		return x
	}
	return y
}

// Min returns the lesser of x and y.
func Min(x, y float64) float64 {
	switch {
	case IsInf(x, -1) || IsInf(y, -1):
		return Inf(-1)
	case IsNaN(x) || IsNaN(y):
		return NaN()
	case x == 0 && x == y:
		if Signbit(x) {
			return x
		}
		return y
	case x < y:
		return x
	}
	return y
}

// Dim returns x-y, or 0 when that is negative.
func Dim(x, y float64) float64 {
	if d := x - y; d > 0 || IsNaN(d) {
		return d
	}
	return 0
}

// Nextafter returns the float64 next to x toward y.
func Nextafter(x, y float64) float64 {
	switch {
	case IsNaN(x) || IsNaN(y):
		return NaN()
	case x == y:
		return x
	case x == 0:
		return Copysign(Float64frombits(1), y)
	case (y > x) == (x > 0):
		return Float64frombits(Float64bits(x) + 1)
	}
	return Float64frombits(Float64bits(x) - 1)
}

// Nextafter32 returns the float32 next to x toward y.
func Nextafter32(x, y float32) float32 {
	switch {
	case x != x || y != y:
		return float32(NaN())
	case x == y:
		return x
	case x == 0:
		return float32(Copysign(float64(Float32frombits(1)), float64(y)))
	case (y > x) == (x > 0):
		return Float32frombits(Float32bits(x) + 1)
	}
	return Float32frombits(Float32bits(x) - 1)
}
