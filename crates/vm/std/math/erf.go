package math

// The error function at 1, roughly.
const erfOne = 8.45062911510467529297e-01

// Erf returns the error function of x. Source: math/erf.go:erf, after FreeBSD's.
func Erf(x float64) float64 {
	size := Abs(x)
	y := 1.0
	switch {
	case IsNaN(x):
		return x
	case size < 2.848094538889218e-306:
		y = 0.125 * (8*size + 1.02703333676410069053e+00*size)
	case size < 1.0/(1<<28):
		y = size + 1.28379167095512586316e-01*size
	case size < 0.84375:
		y = size + size*erfSmall(size*size)
	case size < 1.25:
		y = erfOne + erfMiddle(size-1)
	case size < 6:
		y = 1 - erfTail(size)/size
	}
	return Copysign(y, x)
}

// Erfc returns 1 - Erf(x). Source: math/erf.go:erfc.
func Erfc(x float64) float64 {
	size := Abs(x)
	switch {
	case IsNaN(x):
		return x
	case size < 0.84375:
		y := size
		if size >= 1.0/(1<<56) {
			y = size * erfSmall(size*size)
			if size < 0.25 {
				y = size + y
			} else {
				y = 0.5 + (y + (size - 0.5))
			}
		}
		if x < 0 {
			return 1 + y
		}
		return 1 - y
	case size < 1.25 && x < 0:
		return 1 + erfOne + erfMiddle(size-1)
	case size < 1.25:
		return 1 - erfOne - erfMiddle(size-1)
	case x < -6:
		return 2
	case size >= 28:
		return 0
	case x < 0:
		return 2 - erfTail(size)/size
	}
	return erfTail(size) / size
}

// What the error function of a small x, whose square is z, has besides x.
func erfSmall(z float64) float64 {
	r := 1.28379167095512558561e-01 + z*(-3.25042107247001499370e-01+z*(-2.84817495755985104766e-02+z*(-5.77027029648944159157e-03+z*-2.37630166566501626084e-05)))
	return r / (1 + z*(3.97917223959155352819e-01+z*(6.50222499887672944485e-02+z*(5.08130628187576562776e-03+z*(1.32494738004321644526e-04+z*-3.96022827877536812320e-06)))))
}

// What the error function of 1+s has besides erfOne.
func erfMiddle(s float64) float64 {
	r := -2.36211856075265944077e-03 + s*(4.14856118683748331666e-01+s*(-3.72207876035701323847e-01+s*(3.18346619901161753674e-01+s*(-1.10894694282396677476e-01+s*(3.54783043256182359371e-02+s*-2.16637559486879084300e-03)))))
	return r / (1 + s*(1.06420880400844228286e-01+s*(5.40397917702171048937e-01+s*(7.18286544141962662868e-02+s*(1.26171219808761642112e-01+s*(1.36370839120290507362e-02+s*1.19844998467991074170e-02))))))
}

// x times what the error function of a large x lacks of 1.
func erfTail(x float64) float64 {
	s := 1 / (x * x)
	var r, q float64
	if x < 1/0.35 {
		r = -9.86494403484714822705e-03 + s*(-6.93858572707181764372e-01+s*(-1.05586262253232909814e+01+s*(-6.23753324503260060396e+01+s*(-1.62396669462573470355e+02+s*(-1.84605092906711035994e+02+s*(-8.12874355063065934246e+01+s*-9.81432934416914548592e+00))))))
		q = 1 + s*(1.96512716674392571292e+01+s*(1.37657754143519042600e+02+s*(4.34565877475229228821e+02+s*(6.45387271733267880336e+02+s*(4.29008140027567833386e+02+s*(1.08635005541779435134e+02+s*(6.57024977031928170135e+00+s*-6.04244152148580987438e-02)))))))
	} else {
		r = -9.86494292470009928597e-03 + s*(-7.99283237680523006574e-01+s*(-1.77579549177547519889e+01+s*(-1.60636384855821916062e+02+s*(-6.37566443368389627722e+02+s*(-1.02509513161107724954e+03+s*-4.83519191608651397019e+02)))))
		q = 1 + s*(3.03380607434824582924e+01+s*(3.25792512996573918826e+02+s*(1.53672958608443695994e+03+s*(3.19985821950859553908e+03+s*(2.55305040643316442583e+03+s*(4.74528541206955367215e+02+s*-2.24409524465858183362e+01))))))
	}
	// The upper half of its digits.
	z := Float64frombits(Float64bits(x) >> 32 << 32)
	return Exp(-z*z-0.5625) * Exp((z-x)*(z+x)+r/q)
}
