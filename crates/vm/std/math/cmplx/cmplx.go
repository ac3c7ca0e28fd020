// Package cmplx has the functions of package math for complex numbers. Source: math/cmplx.
package cmplx

import "math"

// Abs returns the distance of x from 0.
func Abs(x complex128) float64 { return math.Hypot(real(x), imag(x)) }

// Phase returns the angle of x, from -Pi to Pi.
func Phase(x complex128) float64 { return math.Atan2(imag(x), real(x)) }

// Polar returns distance and angle of x.
func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }

// Rect returns the number with distance r and angle θ.
func Rect(r, θ float64) complex128 {
	s, c := math.Sincos(θ)
	return complex(r*c, r*s)
}

// Conj returns x with the sign of its imaginary part changed.
func Conj(x complex128) complex128 { return complex(real(x), -imag(x)) }

// Inf returns a number with two infinite parts.
func Inf() complex128 { return complex(math.Inf(1), math.Inf(1)) }

// NaN returns a number with two parts that are no numbers.
func NaN() complex128 { return complex(math.NaN(), math.NaN()) }

// IsInf reports whether a part of x is infinite.
func IsInf(x complex128) bool { return math.IsInf(real(x), 0) || math.IsInf(imag(x), 0) }

// IsNaN reports whether a part of x is no number, and none infinite.
func IsNaN(x complex128) bool { return x != x && !IsInf(x) }

// Log returns the natural logarithm of x.
func Log(x complex128) complex128 { return complex(math.Log(Abs(x)), Phase(x)) }

// Log10 returns the decimal logarithm of x.
func Log10(x complex128) complex128 {
	z := Log(x)
	return complex(math.Log10E*real(z), math.Log10E*imag(z))
}

// Exp returns e to the power of x.
func Exp(x complex128) complex128 {
	re, im := real(x), imag(x)
	isEndless := math.IsInf(im, 0) || math.IsNaN(im)
	switch {
	case math.IsInf(re, 1) && im == 0:
		return x
	case math.IsInf(re, 1) && isEndless:
		return complex(re, math.NaN())
	case math.IsInf(re, -1) && isEndless:
		return complex(0, math.Copysign(0, im))
	case math.IsNaN(re) && im == 0:
		return x
	}
	return Rect(math.Exp(re), im)
}

// Pow returns x to the power of y.
func Pow(x, y complex128) complex128 {
	switch {
	case x != 0:
	case IsNaN(y):
		return NaN()
	case real(y) == 0:
		return 1
	case real(y) > 0:
		return 0
	case imag(y) == 0:
		return complex(math.Inf(1), 0)
	default:
		return Inf()
	}
	size, angle := Polar(x)
	if size == 0 {
		return 0
	}
	r, θ := math.Pow(size, real(y)), real(y)*angle
	if imag(y) != 0 {
		r *= math.Exp(-imag(y) * angle)
		θ += imag(y) * math.Log(size)
	}
	return Rect(r, θ)
}

// Sqrt returns the square root of x whose real part is not negative.
func Sqrt(x complex128) complex128 {
	a, b := real(x), imag(x)
	switch {
	case b == 0 && a == 0:
		return complex(0, b)
	case b == 0 && a < 0:
		return complex(0, math.Copysign(math.Sqrt(-a), b))
	case b == 0:
		return complex(math.Sqrt(a), b)
	case math.IsInf(b, 0):
		return complex(math.Inf(1), b)
	case a == 0:
		r := math.Sqrt(0.5 * math.Abs(b))
		return complex(r, math.Copysign(r, b))
	}
	// So large or small that no square is too large or small.
	shrunk, scale := 0x1p54, 0x1p-27
	if math.Abs(a) > 4 || math.Abs(b) > 4 {
		shrunk, scale = 0.25, 2
	}
	a *= shrunk
	b *= shrunk
	r := math.Hypot(a, b)
	var t float64
	if a > 0 {
		t = math.Sqrt(0.5*r + 0.5*a)
		r = scale * math.Abs(0.5*b/t)
		t *= scale
	} else {
		r = math.Sqrt(0.5*r - 0.5*a)
		t = scale * math.Abs(0.5*b/r)
		r *= scale
	}
	if b < 0 {
		r = -r
	}
	return complex(t, r)
}
