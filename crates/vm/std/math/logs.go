package math

// ln 2 in two parts whose sum is more precise.
const (
	ln2High = 6.93147180369123816490e-01
	ln2Low  = 1.90821492927058770002e-10
)

// Log1p returns the natural logarithm of 1 + x. Source: math/log1p.go:log1p, after FreeBSD's.
func Log1p(x float64) float64 {
	size := Abs(x)
	switch {
	case x < -1 || IsNaN(x):
		return NaN()
	case x == -1:
		return Inf(-1)
	case IsInf(x, 1) || size < 1.0/(1<<54):
		return x
	case size < 1.0/(1<<29):
		return x - x*x*0.5
	}
	// 1 + x is 2 to the power of k times 1 + f, and lost is what it lost when it was rounded.
	k, f, lost, isNear := 0, x, 0.0, false
	if size >= 4.142135623730950488017e-01 || x <= -2.928932188134524755992e-01 {
		k, f, lost, isNear = split(x)
	}
	half := 0.5 * f * f
	high, low := float64(k)*ln2High, float64(k)*ln2Low+lost
	if isNear {
		if f == 0 {
			return high + low
		}
		r := half * (1 - 0.66666666666666666*f)
		if k == 0 {
			return f - r
		}
		return high - ((r - low) - f)
	}
	s := f / (2 + f)
	z := s * s
	r := z * (6.666666666666735130e-01 + z*(3.999999999940941908e-01+z*(2.857142874366239149e-01+z*(2.222219843214978396e-01+z*(1.818357216161805012e-01+z*(1.531383769920937332e-01+z*1.479819860511658591e-01))))))
	if k == 0 {
		return f - (half - s*(half+r))
	}
	return high - ((half - (s*(half+r) + low)) - f)
}

// Of 1 + x the power of two, what it is multiplied by, less 1, and what of x it has lost; and whether that is almost a
// power of two.
func split(x float64) (k int, f, lost float64, isNear bool) {
	sum := x
	if Abs(x) < 1<<53 {
		sum = 1 + x
	}
	bits := Float64bits(sum)
	k = int(bits>>52) - 1023
	if Abs(x) < 1<<53 {
		if k > 0 {
			lost = 1 - (sum - x)
		} else {
			lost = x - (sum - 1)
		}
		lost /= sum
	}
	bits &= 1<<52 - 1
	if bits < 0x6a09e667f3bcd {
		f = Float64frombits(bits | 0x3ff<<52)
	} else {
		k++
		f = Float64frombits(bits | 0x3fe<<52)
		bits = (1<<52 - bits) >> 2
	}
	return k, f - 1, lost, bits == 0
}
