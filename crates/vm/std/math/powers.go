package math

// Cbrt returns the cube root of x. Source: math/cbrt.go:cbrt, after FreeBSD's.
func Cbrt(x float64) float64 {
	if x == 0 || IsNaN(x) || IsInf(x, 0) {
		return x
	}
	size := Abs(x)
	// A third of the exponent, then better in two steps.
	t := Float64frombits(Float64bits(size)/3 + 715094163<<32)
	if size < 0x1p-1022 {
		t = Float64frombits(Float64bits(0x1p54*size)/3 + 696219795<<32)
	}
	s := 5.42857142857142815906e-01 + t*t/size*t
	t *= 3.57142857142857150787e-01 + 1.60714285714285720630e+00/(s+1.41428571428571436819e+00+-7.05306122448979611050e-01/s)
	t = Float64frombits(Float64bits(t)&(0xFFFFFFFFC<<28) + 1<<30)
	r := size / (t * t)
	return Copysign(t+t*((r-t)/(t+t+r)), x)
}

// Exp2 returns 2 to the power of x. Source: math/exp.go:exp2, after FreeBSD's.
func Exp2(x float64) float64 {
	switch {
	case IsNaN(x):
		return x
	case x > 1.0239999999999999e+03:
		return Inf(1)
	case x < -1.0740e+03:
		return 0
	}
	k := int(x + Copysign(0.5, x))
	rest := x - float64(k)
	// ln 2 in two parts whose sum is more precise.
	high, low := rest*6.93147180369123816490e-01, -rest*1.90821492927058770002e-10
	r := high - low
	s := r * r
	c := r - s*(1.66666666666666657415e-01+s*(-2.77777777770155933842e-03+s*(6.61375632143793436117e-05+s*(-1.65339022054652515390e-06+s*4.13813679705723846039e-08))))
	return Ldexp(1-((low-(r*c)/(2-c))-high), k)
}

// Sinh returns the hyperbolic sine of x. Source: math/sinh.go:sinh.
func Sinh(x float64) float64 {
	size := Abs(x)
	y := Exp(size)
	switch {
	case x == 0:
		return x
	case size > 21:
		y *= 0.5
	case size > 0.5:
		y = (y - 1/y) * 0.5
	default:
		s := size * size
		y = (((-0.2630563213397497062819489e+2*s-0.2894211355989563807284660366e+4)*s-0.8991272022039509355398013511e+5)*s - 0.6307673640497716991184787251e+6) * size
		y /= ((s-0.173678953558233699533450911e+3)*s+0.1521517378790019070696485176e+5)*s - 0.6307673640497716991212077277e+6
	}
	if x < 0 {
		return -y
	}
	return y
}

// Cosh returns the hyperbolic cosine of x. Source: math/sinh.go:cosh.
func Cosh(x float64) float64 {
	size := Abs(x)
	y := Exp(size)
	if size > 21 {
		return y * 0.5
	}
	return (y + 1/y) * 0.5
}

// Tanh returns the hyperbolic tangent of x. Source: math/tanh.go:tanh.
func Tanh(x float64) float64 {
	size := Abs(x)
	switch {
	case size > 0.5*8.8029691931113054295988e+01:
		return Copysign(1, x)
	case size >= 0.625:
		return Copysign(1-2/(Exp(2*size)+1), x)
	case x == 0:
		return x
	}
	s := x * x
	p := (-9.64399179425052238628e-1*s-9.92877231001918586564e1)*s - 1.61468768441708447952e3
	q := ((s+1.12811678491632931402e2)*s+2.23548839060100448583e3)*s + 4.84406305325125486048e3
	return x + x*s*p/q
}

// Asinh returns the inverse hyperbolic sine of x. Source: math/asinh.go:asinh, after FreeBSD's.
func Asinh(x float64) float64 {
	if x == 0 || IsNaN(x) || IsInf(x, 0) {
		return x
	}
	y := Abs(x)
	switch {
	case y > 1<<28:
		y = Log(y) + Ln2
	case y > 2:
		y = Log(2*y + 1/(Sqrt(y*y+1)+y))
	case y >= 1.0/(1<<28):
		y = Log1p(y + y*y/(1+Sqrt(1+y*y)))
	}
	return Copysign(y, x)
}

// Acosh returns the inverse hyperbolic cosine of x. Source: math/acosh.go:acosh, after FreeBSD's.
func Acosh(x float64) float64 {
	switch {
	case !(x >= 1):
		return NaN()
	case x >= 1<<28:
		return Log(x) + Ln2
	case x > 2:
		return Log(2*x - 1/(x+Sqrt(x*x-1)))
	}
	t := x - 1
	return Log1p(t + Sqrt(2*t+t*t))
}

// Atanh returns the inverse hyperbolic tangent of x. Source: math/atanh.go:atanh, after FreeBSD's.
func Atanh(x float64) float64 {
	size := Abs(x)
	switch {
	case size > 1 || IsNaN(x):
		return NaN()
	case size == 1:
		return Copysign(Inf(1), x)
	case size < 1.0/(1<<28):
		return x
	case size < 0.5:
		twice := size + size
		return Copysign(0.5*Log1p(twice+twice*size/(1-size)), x)
	}
	return Copysign(0.5*Log1p((size+size)/(1-size)), x)
}

// Gamma returns the gamma function of x. Source: math/gamma.go, after S. Moshier's Cephes.
func Gamma(x float64) float64 {
	switch {
	case IsNaN(x) || IsInf(x, -1) || x < 0 && x == Trunc(x):
		return NaN()
	case IsInf(x, 1):
		return x
	case x == 0:
		return 1 / x
	case x > 33:
		large, rest := stirling(x)
		return large * rest
	case x < -33:
		return reflectedGamma(-x)
	}
	z := 1.0
	for ; x >= 3; z *= x {
		x--
	}
	for ; x < 2; x++ {
		if -1e-09 <= x && x < 1e-09 {
			if x == 0 {
				return Inf(1)
			}
			return z / ((1 + 0.57721566490153286060651209008240243104215933593992*x) * x)
		}
		z /= x
	}
	if x == 2 {
		return z
	}
	x -= 2
	p := (((((x*1.60119522476751861407e-04+1.19135147006586384913e-03)*x+1.04213797561761569935e-02)*x+4.76367800457137231464e-02)*x+2.07448227648435975150e-01)*x+4.94214826801497100753e-01)*x + 9.99999999999999996796e-01
	q := ((((((x*-2.31581873324120129819e-05+5.39605580493303397842e-04)*x-4.45641913851797240494e-03)*x+1.18139785222060435552e-02)*x+3.58236398605498653373e-02)*x-2.34591795718243348568e-01)*x+7.14304917030273074085e-02)*x + 1.00000000000000000320e+00
	return z * p / q
}

// The gamma function of a large x as a product.
func stirling(x float64) (float64, float64) {
	if x > 200 {
		return Inf(1), 1
	}
	w := 1 / x
	w = 1 + w*((((7.87311395793093628397e-04*w-2.29549961613378126380e-04)*w-2.68132617805781232825e-03)*w+3.47222221605458667310e-03)*w+8.33333333333482257126e-02)
	large, rest := Exp(x), 1.0
	if x > 143.01608 {
		half := Pow(x, 0.5*x-0.25)
		large, rest = half, half/large
	} else {
		large = Pow(x, x-0.5) / large
	}
	return large, 2.506628274631000502417 * w * rest
}

// The gamma function of -x.
func reflectedGamma(x float64) float64 {
	whole := Floor(x)
	sign := 1
	if int64(whole)&1 == 0 {
		sign = -1
	}
	z := x - whole
	if z > 0.5 {
		z = x - (whole + 1)
	}
	z = Abs(x * Sin(Pi*z))
	if z == 0 {
		return Inf(sign)
	}
	large, rest := stirling(x)
	d := z * large * rest
	if IsInf(d, 0) {
		return float64(sign) * (Pi / z / large / rest)
	}
	return float64(sign) * (Pi / d)
}
