package cmplx

import "math"

// timesI returns i*x and untimesI x/i, with the signs of zeros as they come.
func timesI(x complex128) complex128 { return complex(-imag(x), real(x)) }

func untimesI(x complex128) complex128 { return complex(imag(x), -real(x)) }

func isEndless(x float64) bool { return math.IsInf(x, 0) || math.IsNaN(x) }

func sinhcosh(x float64) (sinh, cosh float64) {
	if math.Abs(x) <= 0.5 {
		return math.Sinh(x), math.Cosh(x)
	}
	e := math.Exp(x)
	inverse := 0.5 / e
	e *= 0.5
	return e - inverse, e + inverse
}

// Sin returns the sine of x.
func Sin(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case isEndless(re) && (im == 0 || math.IsInf(im, 0)):
		return complex(math.NaN(), im)
	case re == 0 && isEndless(im):
		return x
	}
	s, c := math.Sincos(re)
	sinh, cosh := sinhcosh(im)
	return complex(s*cosh, c*sinh)
}

// Sinh returns the hyperbolic sine of x.
func Sinh(x complex128) complex128 { return untimesI(Sin(timesI(x))) }

// Cos returns the cosine of x.
func Cos(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && isEndless(re):
		return complex(math.NaN(), -im*math.Copysign(0, re))
	case re == 0 && math.IsInf(im, 0):
		return complex(math.Inf(1), -re*math.Copysign(0, im))
	case isEndless(re) && math.IsInf(im, 0):
		return complex(math.Inf(1), math.NaN())
	case re == 0 && math.IsNaN(im):
		return complex(math.NaN(), 0)
	}
	s, c := math.Sincos(re)
	sinh, cosh := sinhcosh(im)
	return complex(c*cosh, -s*sinh)
}

// Cosh returns the hyperbolic cosine of x.
func Cosh(x complex128) complex128 {
	if re, im := real(x), imag(x); im == 0 && math.IsNaN(re) {
		return complex(re, im)
	}
	return Cos(timesI(x))
}

// Tan returns the tangent of x.
func Tan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(im, 0) && isEndless(re):
		return complex(math.Copysign(0, re), math.Copysign(1, im))
	case math.IsInf(im, 0):
		return complex(math.Copysign(0, math.Sin(2*re)), math.Copysign(1, im))
	case re == 0 && math.IsNaN(im):
		return x
	}
	d := math.Cos(2*re) + math.Cosh(2*im)
	if math.Abs(d) < 0.25 {
		d = difference(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/d, math.Sinh(2*im)/d)
}

// Tanh returns the hyperbolic tangent of x.
func Tanh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(re, 0) && isEndless(im):
		return complex(math.Copysign(1, re), math.Copysign(0, im))
	case math.IsInf(re, 0):
		return complex(math.Copysign(1, re), math.Copysign(0, math.Sin(2*im)))
	case im == 0 && math.IsNaN(re):
		return x
	}
	d := math.Cosh(2*re) + math.Cos(2*im)
	if d == 0 {
		return Inf()
	}
	return complex(math.Sinh(2*re)/d, math.Sin(2*im)/d)
}

// Cot returns the cotangent of x.
func Cot(x complex128) complex128 {
	d := math.Cosh(2*imag(x)) - math.Cos(2*real(x))
	if math.Abs(d) < 0.25 {
		d = difference(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*real(x))/d, -math.Sinh(2*imag(x))/d)
}

// difference returns cosh(2*imag(x)) - cos(2*real(x)) where that is almost nothing, as a series, two terms at a time.
func difference(x complex128) float64 {
	a, b := withoutPi(math.Abs(2*real(x))), math.Abs(2*imag(x))
	a *= a
	b *= b
	powerA, powerB, factorial, n, sum := 1.0, 1.0, 1.0, 0.0, 0.0
	next := func() {
		for range 2 {
			n++
			factorial *= n
		}
		powerA *= a
		powerB *= b
	}
	for {
		next()
		sum += (powerB + powerA) / factorial
		next()
		term := (powerB - powerA) / factorial
		sum += term
		if !(math.Abs(term/sum) > 0x1p-53) {
			return sum
		}
	}
}

// withoutPi returns what is left of x without a multiple of Pi, which is here in three parts.
func withoutPi(x float64) float64 {
	if math.Abs(x) >= 1<<30 {
		s, c := math.Sincos(x)
		return math.Atan(s / c)
	}
	n := float64(int64(x/math.Pi + 0.5))
	return ((x - n*3.141592502593994) - n*1.5099578831723193e-07) - n*1.0780605716316238e-14
}

// Asin returns the number whose sine is x.
func Asin(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && math.Abs(re) <= 1:
		return complex(math.Asin(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Asinh(im))
	case math.IsNaN(im) && re == 0:
		return x
	case math.IsNaN(im) && math.IsInf(re, 0):
		return complex(im, re)
	case math.IsNaN(im) || math.IsInf(im, 0) && math.IsNaN(re):
		return complex(math.NaN(), im)
	case math.IsInf(im, 0) && math.IsInf(re, 0):
		return complex(math.Copysign(math.Pi/4, re), im)
	case math.IsInf(im, 0):
		return complex(math.Copysign(0, re), im)
	case math.IsInf(re, 0):
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(re, im))
	}
	square := x * x
	return untimesI(Log(timesI(x) + Sqrt(complex(1-real(square), -imag(square)))))
}

// Asinh returns the number whose hyperbolic sine is x.
func Asinh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && math.Abs(re) <= 1:
		return complex(math.Asinh(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Asin(im))
	case math.IsInf(re, 0) && math.IsInf(im, 0):
		return complex(re, math.Copysign(math.Pi/4, im))
	case math.IsInf(re, 0) && math.IsNaN(im) || math.IsNaN(re) && im == 0:
		return x
	case math.IsInf(re, 0):
		return complex(re, math.Copysign(0, im))
	case math.IsNaN(re) && math.IsInf(im, 0):
		return complex(im, re)
	case math.IsNaN(re):
		return NaN()
	case math.IsInf(im, 0):
		return complex(math.Copysign(im, re), math.Copysign(math.Pi/2, im))
	}
	square := x * x
	return Log(x + Sqrt(complex(1+real(square), imag(square))))
}

// Acos returns the number whose cosine is x.
func Acos(x complex128) complex128 {
	w := Asin(x)
	return complex(math.Pi/2-real(w), -imag(w))
}

// Acosh returns the number whose hyperbolic cosine is x.
func Acosh(x complex128) complex128 {
	if x == 0 {
		return complex(0, math.Copysign(math.Pi/2, imag(x)))
	}
	w := Acos(x)
	if imag(w) <= 0 {
		return timesI(w)
	}
	return untimesI(w)
}

// Atan returns the number whose tangent is x.
func Atan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0:
		return complex(math.Atan(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Atanh(im))
	case IsInf(x) && math.IsNaN(re):
		return complex(re, math.Copysign(0, im))
	case IsInf(x):
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(0, im))
	case x != x:
		return NaN()
	}
	square := re * re
	a, b := 1-square-im*im, square+(im-1)*(im-1)
	if a == 0 || b == 0 {
		return NaN()
	}
	c := (square + (im+1)*(im+1)) / b
	return complex(withoutPi(0.5*math.Atan2(2*re, a)), 0.25*math.Log(c))
}

// Atanh returns the number whose hyperbolic tangent is x.
func Atanh(x complex128) complex128 { return untimesI(Atan(timesI(x))) }
