package math

import "math/bits"

// Sin returns the sine of x radians. Source: math/sin.go:sin, after S. Moshier's Cephes.
func Sin(x float64) float64 {
	if x == 0 || IsNaN(x) {
		return x
	}
	if IsInf(x, 0) {
		return NaN()
	}
	octant, rest := reduce(Abs(x))
	y := nearSin(rest)
	if octant&3 == 2 {
		y = nearCos(rest)
	}
	if (x < 0) != (octant > 3) {
		return -y
	}
	return y
}

// Cos returns the cosine of x radians. Source: math/sin.go:cos.
func Cos(x float64) float64 {
	if IsNaN(x) || IsInf(x, 0) {
		return NaN()
	}
	octant, rest := reduce(Abs(x))
	y := nearCos(rest)
	if octant&3 == 2 {
		y = nearSin(rest)
	}
	if octant == 2 || octant == 4 {
		return -y
	}
	return y
}

// Tan returns the tangent of x radians. Source: math/tan.go:tan.
func Tan(x float64) float64 {
	if x == 0 || IsNaN(x) {
		return x
	}
	if IsInf(x, 0) {
		return NaN()
	}
	octant, rest := reduce(Abs(x))
	y, s := rest, rest*rest
	if s > 1e-14 {
		p := (-1.30936939181383777646e4*s+1.15351664838587416140e6)*s - 1.79565251976484877988e7
		q := (((s+1.36812963470692954678e4)*s-1.32089234440210967447e6)*s+2.50083801823357915839e7)*s - 5.38695755929454629881e7
		y = rest + rest*(s*p/q)
	}
	if octant&2 == 2 {
		y = -1 / y
	}
	if x < 0 {
		return -y
	}
	return y
}

// The sine of at most an eighth of a circle.
func nearSin(x float64) float64 {
	s := x * x
	return x + x*s*(((((1.58962301576546568060e-10*s-2.50507477628578072866e-8)*s+2.75573136213857245213e-6)*s-1.98412698295895385996e-4)*s+8.33333333332211858878e-3)*s-1.66666666666666307295e-1)
}

// The cosine of at most an eighth of a circle.
func nearCos(x float64) float64 {
	s := x * x
	return 1 - 0.5*s + s*s*(((((-1.13585365213876817300e-11*s+2.08757008419747316778e-9)*s-2.75573141792967388112e-7)*s+2.48015872888517045348e-5)*s-1.38888888888730564116e-3)*s+4.16666666666665929218e-2)
}

// Which even eighth of a circle x is nearest to, from 0 to 6, and how far it is beyond. An eighth in three parts, each with
// room for the product, whose sum is more precise.
func reduce(x float64) (octant uint64, rest float64) {
	if x >= 1<<29 {
		return reduceFar(x)
	}
	octant = uint64(x * (4 / Pi))
	octant += octant & 1
	n := float64(octant)
	return octant & 7, ((x - n*7.85398125648498535156e-1) - n*3.77489470793079817668e-8) - n*2.69515142907905952645e-15
}

// 4/π without its 1, in bytes.
const fourOverPi = "\x45\xf3\x06\xdc\x9c\x88\x2a\x53\xf8\x4e\xaf\xa3\xea\x69\xbb\x81\xb6\xc5\x2b\x32\x78\x87\x20\x83\xfc\xa2\xc7\x57\xbd\x77\x8a\xc3\x6e\x48\xdc\x74\x84\x9b\xa5\xc0\x0c\x92\x5d\xd4\x13\xa3\x24\x39\xfc\x3b\xd6\x39\x62\x53\x4e\x7d\xd1\x04\x6b\xea\x5d\x76\x89\x09\xd3\x38\xe0\x4d\x68\xbe\xfc\x82\x73\x23\xac\x73\x06\xa6\x73\xe9\x39\x08\xbf\x17\x7b\xf2\x50\x76\x3f\xf1\x2f\xff\xbc\x0b\x30\x1f\xde\x5e\x23\x16\xb4\x14\xda\x3e\xda\x6c\xfd\x9e\x4f\x96\x13\x6e\x9e\x8c\x7e\xcd\x3c\xbf\xd4\x5a\xea\x4f\x75\x8f\xd7\xcb\xe2\xf6\x7a\x0e\x73\xef\x14\xa5\x25\xd4\xd7\xf6\xbf\x62\x3f\x1a\xba\x10\xac\x06\x60\x8d\xf8\xf6\xd7\x57"

// Eight bytes of 4/π, the first of which is the 1.
func piece(at uint) (word uint64) {
	if at == 0 {
		return 1
	}
	for i := range uint(8) {
		word = word<<8 | uint64(fourOverPi[at*8-8+i])
	}
	return word
}

// The same for large x, with as much of 4/π as it takes (M. Payne and R. Hanek 1983). Source: math/trig_reduce.go.
func reduceFar(x float64) (octant uint64, rest float64) {
	b := Float64bits(x)
	m := b&(1<<52-1) | 1<<52
	skip := uint(b>>52) - 1023 - 52 + 61
	at, shift := skip/64, skip%64
	word := func(i uint) uint64 { return piece(at+i)<<shift | piece(at+i+1)>>(64-shift) }
	third, _ := bits.Mul64(word(2), m)
	second, low := bits.Mul64(word(1), m)
	low, carry := bits.Add64(low, third, 0)
	high, _ := bits.Add64(word(0)*m, second, carry)
	octant = high >> 61
	high = high<<3 | low>>61
	zeros := uint(bits.LeadingZeros64(high)) + 1
	high = (high<<zeros | low>>(64-zeros)) >> 12
	rest = Float64frombits(high | uint64(1023-zeros)<<52)
	if octant&1 == 1 {
		octant = (octant + 1) & 7
		rest--
	}
	return octant, rest * (Pi / 4)
}

// Asin returns the arc sine of x. Source: math/asin.go:asin.
func Asin(x float64) float64 {
	if x == 0 {
		return x
	}
	size := Abs(x)
	if !(size <= 1) {
		return NaN()
	}
	y := Sqrt(1 - size*size)
	if size > 0.7 {
		y = Pi/2 - positiveAtan(y/size)
	} else {
		y = positiveAtan(size / y)
	}
	return Copysign(y, x)
}

// Acos returns the arc cosine of x.
func Acos(x float64) float64 { return Pi/2 - Asin(x) }

// Atan returns the arc tangent of x.
func Atan(x float64) float64 {
	if x == 0 {
		return x
	}
	return Copysign(positiveAtan(Abs(x)), x)
}

// The arc tangent of a positive number. Source: math/atan.go:satan, after S. Moshier's Cephes.
func positiveAtan(x float64) float64 {
	// What π/2 lacks.
	const more = 6.123233995736765886130e-17
	if x <= 0.66 {
		return nearAtan(x)
	}
	// The tangent of three eighths of π.
	if x > 2.41421356237309504880 {
		return Pi/2 - nearAtan(1/x) + more
	}
	return Pi/4 + nearAtan((x-1)/(x+1)) + 0.5*more
}

// The arc tangent of at most 0.66. Source: math/atan.go:xatan.
func nearAtan(x float64) float64 {
	s := x * x
	p := (((-8.750608600031904122785e-01*s-1.615753718733365076637e+01)*s-7.500855792314704667340e+01)*s-1.228866684490136173410e+02)*s - 6.485021904942025371773e+01
	q := ((((s+2.485846490142306297962e+01)*s+1.650270098316988542046e+02)*s+4.328810604912902668951e+02)*s+4.853903996359136964868e+02)*s + 1.945506571482613964425e+02
	return x*(s*p/q) + x
}

// Atan2 returns the arc tangent of y/x in the quadrant of (x, y). Source: math/atan2.go:atan2.
func Atan2(y, x float64) float64 {
	switch {
	case IsNaN(y) || IsNaN(x):
		return NaN()
	case IsInf(x, 0) && IsInf(y, 0):
		if x < 0 {
			return Copysign(3*Pi/4, y)
		}
		return Copysign(Pi/4, y)
	case y == 0 || IsInf(x, 0):
		if Signbit(x) {
			return Copysign(Pi, y)
		}
		return Copysign(0, y)
	case x == 0 || IsInf(y, 0):
		return Copysign(Pi/2, y)
	}
	angle := Atan(y / x)
	switch {
	case x > 0:
		return angle
	case angle <= 0:
		return angle + Pi
	}
	return angle - Pi
}
