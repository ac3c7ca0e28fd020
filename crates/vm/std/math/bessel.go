package math

// Bessel functions. Source: math/j0.go, math/j1.go and math/jn.go, after FreeBSD's.

// J0 returns the Bessel function of the first kind of order 0 of x.
func J0(x float64) float64 {
	x = Abs(x)
	switch {
	case IsNaN(x):
		return x
	case IsInf(x, 0):
		return 0
	case x < 1.0/(1<<27):
		return 1
	case x < 1.0/(1<<13):
		return 1 - 0.25*x*x
	case x >= 2:
		cos, _ := far(0, x)
		return cos
	}
	z := x * x
	r := z * horner(z, 1.56249999999999947958e-02, -1.89979294238854721751e-04, 1.82954049532700665670e-06, -4.61832688532103189199e-09)
	r /= horner(z, 1, 1.56191029464890010492e-02, 1.16926784663337450260e-04, 5.13546550207318111446e-07, 1.16614003333790000205e-09)
	if x < 1 {
		return 1 + z*(-0.25+r)
	}
	half := 0.5 * x
	return (1+half)*(1-half) + z*r
}

// J1 returns the Bessel function of the first kind of order 1 of x.
func J1(x float64) float64 {
	size := Abs(x)
	var y float64
	switch {
	case IsNaN(x):
		return x
	case IsInf(x, 0) || x == 0:
		return 0
	case size < 1.0/(1<<27):
		return 0.5 * size
	case size >= 2:
		y, _ = far(1, size)
	default:
		z := size * size
		r := z * horner(z, -6.25e-02, 1.40705666955189706048e-03, -1.59955631084035597520e-05, 4.96727999609584448412e-08)
		y = 0.5*size + r*size/horner(z, 1, 1.91537599538363460805e-02, 1.85946785588630915560e-04, 1.17718464042623683263e-06, 5.04636257076217042715e-09, 1.23542274426137913908e-11)
	}
	if x < 0 {
		return -y
	}
	return y
}

// Y0 returns the Bessel function of the second kind of order 0 of x.
func Y0(x float64) float64 {
	switch {
	case x < 0 || IsNaN(x):
		return NaN()
	case x == 0:
		return Inf(-1)
	case IsInf(x, 1):
		return 0
	case x >= 2:
		_, sin := far(0, x)
		return sin
	case x <= 1.0/(1<<27):
		return -7.38042951086872317523e-02 + (2/Pi)*Log(x)
	}
	z := x * x
	r := horner(z, -7.38042951086872317523e-02, 1.76666452509181115538e-01, -1.38185671945596898896e-02, 3.47453432093683650238e-04, -3.81407053724364161125e-06, 1.95590137035022920206e-08, -3.98205194132103398453e-11)
	r /= horner(z, 1, 1.27304834834123699328e-02, 7.60068627350353253702e-05, 2.59150851840457805467e-07, 4.41110311332675467403e-10)
	return r + (2/Pi)*J0(x)*Log(x)
}

// Y1 returns the Bessel function of the second kind of order 1 of x.
func Y1(x float64) float64 {
	switch {
	case x < 0 || IsNaN(x):
		return NaN()
	case x == 0:
		return Inf(-1)
	case IsInf(x, 1):
		return 0
	case x >= 2:
		_, sin := far(1, x)
		return sin
	case x <= 1.0/(1<<54):
		return -(2 / Pi) / x
	}
	z := x * x
	r := horner(z, -1.96057090646238940668e-01, 5.04438716639811282616e-02, -1.91256895875763547298e-03, 2.35252600561610495928e-05, -9.19099158039878874504e-08)
	r /= horner(z, 1, 1.99167318236649903973e-02, 2.02552581025135171496e-04, 1.35608801097516229404e-06, 6.22741452364621501295e-09, 1.66559246207992079114e-11)
	return x*r + (2/Pi)*(J1(x)*Log(x)-1/x)
}

// Jn returns the Bessel function of the first kind of order n of x.
func Jn(n int, x float64) float64 {
	switch {
	case IsNaN(x):
		return x
	case IsInf(x, 0):
		return 0
	case n == 0:
		return J0(x)
	case x == 0:
		return 0
	}
	if n < 0 {
		n, x = -n, -x
	}
	if n == 1 {
		return J1(x)
	}
	size := Abs(x)
	var y float64
	switch {
	case size >= 1<<302:
		y, _ = farthest(n, size)
	case float64(n) <= size:
		y = J1(size)
		for i, last := 1, J0(size); i < n; i++ {
			last, y = y, y*(float64(i+i)/size)-last
		}
	case size >= 1.0/(1<<29):
		y = backward(n, size)
	case n <= 33:
		// All that counts is the first term of the series, (x/2)^n / n!.
		half, factorial := size*0.5, 1.0
		y = half
		for i := 2; i <= n; i++ {
			factorial *= float64(i)
			y *= half
		}
		y /= factorial
	}
	if x < 0 && n%2 == 1 {
		return -y
	}
	return y
}

// Yn returns the Bessel function of the second kind of order n of x.
func Yn(n int, x float64) float64 {
	isNegated := n < 0 && n%2 != 0
	switch {
	case x < 0 || IsNaN(x):
		return NaN()
	case IsInf(x, 1):
		return 0
	case n == 0:
		return Y0(x)
	case x == 0 && isNegated:
		return Inf(1)
	case x == 0:
		return Inf(-1)
	}
	n = max(n, -n)
	y := 0.0
	if n > 1 && x >= 1<<302 {
		_, y = farthest(n, x)
	} else {
		y = Y1(x)
		for i, last := 1, Y0(x); i < n && !IsInf(y, -1); i++ {
			last, y = y, (float64(i+i)/x)*y-last
		}
	}
	if isNegated {
		return -y
	}
	return y
}

// backward returns what Jn does for x less than n: the orders below n follow from an approximation of n's quotient with
// the one before it, a continued fraction, and that of order 0 is known.
func backward(n int, x float64) float64 {
	step := 2 / x
	z := float64(n+n)/x + step
	q0, q1, k := float64(n+n)/x, float64(n+n)/x*z-1, 1
	for q1 < 1e9 {
		k++
		z += step
		q0, q1 = q1, z*q1-q0
	}
	quotient := 0.0
	for i := 2 * (n + k); i >= n+n; i -= 2 {
		quotient = 1 / (float64(i)/x - quotient)
	}
	last, y := quotient, 1.0
	mayOverflow := float64(n)*Log(Abs(step*float64(n))) >= 7.09782712893383973096e+02
	for i := n - 1; i > 0; i-- {
		last, y = y, y*float64(i+i)/x-last
		if mayOverflow && y > 1e100 {
			last /= y
			quotient /= y
			y = 1
		}
	}
	return quotient * J0(x) / y
}

// farthest returns what Jn and Yn do for x much greater than n*n.
func farthest(n int, x float64) (cos, sin float64) {
	s, c := Sincos(x)
	switch n % 4 {
	case 0:
		cos, sin = c+s, s-c
	case 1:
		cos, sin = -c+s, -s-c
	case 2:
		cos, sin = -c-s, -s+c
	case 3:
		cos, sin = c-s, s+c
	}
	return (1 / SqrtPi) * cos / Sqrt(x), (1 / SqrtPi) * sin / Sqrt(x)
}

// far returns what the functions of both kinds of order 0 or 1 do for x from 2 on.
func far(order int, x float64) (cos, sin float64) {
	s, c := Sincos(x)
	cos, sin = s+c, s-c
	if order == 1 {
		cos, sin = s-c, -s-c
	}
	if x < MaxFloat64/2 {
		// Of a sum and a difference one loses digits; their product is known.
		product, isCosWorse := -Cos(x+x), s*c < 0
		if order == 1 {
			product, isCosWorse = Cos(x+x), s*c > 0
		}
		if isCosWorse {
			cos = product / sin
		} else {
			sin = product / cos
		}
	}
	if x > 1<<129 {
		return (1 / SqrtPi) * cos / Sqrt(x), (1 / SqrtPi) * sin / Sqrt(x)
	}
	u, v := farParts(order, x)
	return (1 / SqrtPi) * (u*cos - v*sin) / Sqrt(x), (1 / SqrtPi) * (u*sin + v*cos) / Sqrt(x)
}

// farParts returns the two factors that bring cosine and sine nearer, each from a ratio of polynomials of 1/x².
func farParts(order int, x float64) (u, v float64) {
	z := 1 / (x * x)
	at := 3
	switch {
	case x >= 8:
		at = 0
	case x >= 4.5454:
		at = 1
	case x >= 2.8571:
		at = 2
	}
	if order == 1 {
		at += 4
	}
	over := [...][12]float64{
		{0.0, -0.07031249999999004, -8.081670412753498, -257.06310567970485, -2485.216410094288, -5253.043804907295, 0.0, 0.0732421874999935, 11.76820646822527, 557.6733802564019, 8859.197207564686, 37014.62677768878},
		{-1.141254646918945e-11, -0.07031249408735993, -4.159610644705878, -67.67476522651673, -331.23129964917297, -346.4333883656049, 1.8408596359451553e-11, 0.07324217666126848, 5.8356350896205695, 135.11157728644983, 1027.243765961641, 1989.9778586460538},
		{-2.547046017719519e-09, -0.07031196163814817, -2.409032215495296, -21.96597747348831, -58.07917047017376, -31.44794705948885, 4.377410140897386e-09, 0.07324111800429114, 3.344231375161707, 42.621844074541265, 170.8080913405656, 166.73394869665117},
		{-8.875343330325264e-08, -0.07030309954836247, -1.4507384678095299, -7.635696138235278, -11.193166886035675, -3.2336457935133534, 1.5044444488698327e-07, 0.07322342659630793, 1.99819174093816, 14.495602934788574, 31.666231750478154, 16.252707571092927},
		{0.0, 0.11718749999998865, 13.239480659307358, 412.05185430737856, 3874.7453891396053, 7914.479540318917, 0.0, -0.10253906249999271, -16.271753454459, -759.6017225139501, -11849.806670242959, -48438.512428575035},
		{1.3199051955624352e-11, 0.1171874931906141, 6.802751278684329, 108.30818299018911, 517.6361395331998, 528.7152013633375, -2.089799311417641e-11, -0.10253905024137543, -8.05644828123936, -183.66960747488838, -1373.1937606550816, -2612.4444045321566},
		{3.025039161373736e-09, 0.11718686556725359, 3.9329775003331564, 35.11940355916369, 91.05501107507813, 48.55906851973649, -5.078312264617666e-09, -0.10253782982083709, -4.610115811394734, -57.847221656278364, -228.2445407376317, -219.21012847890933},
		{1.0771083010687374e-07, 0.11717621946268335, 2.368514966676088, 12.242610914826123, 17.693971127168773, 5.073523125888185, -1.7838172751095887e-07, -0.10251704260798555, -2.7522056827818746, -19.663616264370372, -42.32531333728305, -21.371921170370406},
	}
	under := [...][11]float64{
		{116.53436461966818, 3833.7447536412183, 40597.857264847255, 116752.97256437592, 47627.728414673096, 163.77602689568982, 8098.344946564498, 142538.29141912048, 803309.2571195144, 840501.5798190605, -343899.2935378666},
		{60.753938269230034, 1051.2523059570458, 5978.970943338558, 9625.445143577745, 2406.058159229391, 82.77661022365378, 2077.81416421393, 18847.28877857181, 56751.11228949473, 35976.75384251145, -5354.342756019448},
		{35.85603380552097, 361.51398305030386, 1193.6078379211153, 1127.9967985690741, 173.58093081333575, 48.75887297245872, 709.689221056606, 3704.1482262011136, 6460.425167525689, 2516.3336892036896, -149.2474518361564},
		{22.22029975320888, 136.2067942182152, 270.4702786580835, 153.87539420832033, 14.65761769482562, 30.36558483552192, 269.34811860804984, 844.7837575953201, 882.9358451124886, 212.66638851179883, -5.3109549388266695},
		{114.20737037567841, 3650.9308342085346, 36956.206026903346, 97602.79359349508, 30804.27206278888, 161.3953697007229, 7825.385999233485, 133875.33628724958, 719657.7236832409, 666601.2326177764, -294490.26430383464},
		{59.28059872211313, 991.4014187336144, 5353.26695291488, 7844.690317495512, 1504.0468881036106, 81.27655013843358, 1991.7987346048596, 17468.48519249089, 49851.42709103523, 27948.075163891812, -4719.183547951285},
		{34.79130950012515, 336.76245874782575, 1046.8713997577513, 890.8113463982564, 103.78793243963928, 47.66515503237295, 673.8651126766997, 3380.1528667952634, 5547.729097207228, 1903.119193388108, -135.20119144430734},
		{21.43648593638214, 125.29022716840275, 232.2764690571628, 117.6793732871471, 8.364638933716183, 29.533362906052385, 252.98154998219053, 757.5028348686454, 739.3932053204672, 155.94900333666612, -4.959498988226282},
	}
	r, s := over[at][:], under[at][:]
	first := -0.125
	if order == 1 {
		first = 0.375
	}
	u = 1 + horner(z, r[:6]...)/(1+z*horner(z, s[:5]...))
	return u, (first + horner(z, r[6:]...)/(1+z*horner(z, s[5:]...))) / x
}

// horner returns the polynomial of z whose coefficients are given, that of the lowest power first.
func horner(z float64, coefficients ...float64) float64 {
	sum := 0.0
	for i := len(coefficients) - 1; i >= 0; i-- {
		sum = coefficients[i] + z*sum
	}
	return sum
}
