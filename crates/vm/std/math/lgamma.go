package math

// Lgamma returns the natural logarithm of the size of Gamma(x), and its sign. Source: math/lgamma.go, after FreeBSD's.
func Lgamma(x float64) (lgamma float64, sign int) {
	size := Abs(x)
	switch {
	case IsNaN(x) || IsInf(x, 0):
		return x, 1
	case x == 0:
		return Inf(1), 1
	case size < 1.0/(1<<70) && x < 0:
		return -Log(size), -1
	case size < 1.0/(1<<70):
		return -Log(size), 1
	case x > 0:
		return lgammaPositive(x), 1
	}
	s := sinPi(size)
	if s == 0 {
		return Inf(1), 1
	}
	sign = 1
	if s < 0 {
		sign = -1
	}
	return Log(Pi/Abs(s*size)) - lgammaPositive(size), sign
}

func lgammaPositive(x float64) float64 {
	switch {
	case x == 1 || x == 2:
		return 0
	case x < 2:
		return lgammaSmall(x)
	case x < 8:
		y := x - Floor(x)
		p := y * horner(y, -0.07721566490153287, 0.21498241596060885, 0.325778796408931, 0.14635047265246445, 0.02664227030336386, 0.0018402845140733772, 3.194753265841009e-05)
		sum := 0.5*y + p/horner(y, 1, 1.3920053346762105, 0.7219355475671381, 0.17193386563280308, 0.01864591917156529, 0.0007779424963818936, 7.326684307446256e-06)
		if x < 3 {
			return sum
		}
		// Gamma(x) is as many times Gamma(x-1) as x-1 says.
		product := 1.0
		for i := Floor(x) - 1; i >= 2; i-- {
			product *= y + i
		}
		return sum + Log(product)
	case x < 1<<58:
		t, z := Log(x), 1/x
		return (x-0.5)*(t-1) + (0.4189385332046727 + z*horner(z*z, 0.08333333333333297, -0.0027777777772877554, 0.0007936505586430196, -0.00059518755745034, 0.0008363399189962821, -0.0016309293409657527))
	}
	return x * (Log(x) - 1)
}

// lgammaSmall is for x below 2. It goes from the nearest of three places: a zero at each end, and the minimum in between.
func lgammaSmall(x float64) float64 {
	const (
		lowest = 1.461632144968362245
		center = 1.46163214496836224576e+00
	)
	sum := 0.0
	if x <= 0.9 {
		sum = -Log(x)
		// As of x+1, of which it is known exactly what is taken away.
		switch {
		case x >= lowest-1+0.27:
			return sum + lgammaBefore2(1-x)
		case x >= lowest-1-0.27:
			return sum + lgammaLowest(x-(center-1))
		}
		return sum + lgammaAfter1(x)
	}
	switch {
	case x >= lowest+0.27:
		return lgammaBefore2(2 - x)
	case x >= lowest-0.27:
		return lgammaLowest(x - center)
	}
	return lgammaAfter1(x - 1)
}

func lgammaBefore2(y float64) float64 {
	z := y * y
	p1 := horner(z, 0.07721566490153287, 0.06735230105312927, 0.007385550860814029, 0.0011927076318336207, 0.00022086279071390839, 2.5214456545125733e-05)
	p2 := z * horner(z, 0.3224670334241136, 0.020580808432516733, 0.0028905138367341563, 0.0005100697921535113, 0.00010801156724758394, 4.4864094961891516e-05)
	return (y*p1 + p2) - 0.5*y
}

func lgammaLowest(y float64) float64 {
	z := y * y
	w := z * y
	p1 := horner(w, 0.48383612272381005, -0.032788541075985965, 0.006100538702462913, -0.0014034646998923284, 0.00031563207090362595)
	p2 := horner(w, -0.1475877229945939, 0.01797067508118204, -0.0036845201678113826, 0.000881081882437654, -0.00031275416837512086)
	p3 := horner(w, 0.06462494023913339, -0.010314224129834144, 0.0022596478090061247, -0.0005385953053567405, 0.0003355291926355191)
	return -1.21486290535849611461e-01 + (z*p1 - (-3.63867699703950536541e-18 - w*(p2+y*p3)))
}

func lgammaAfter1(y float64) float64 {
	p := y * horner(y, -0.07721566490153287, 0.6328270640250934, 1.4549225013723477, 0.9777175279633727, 0.22896372806469245, 0.013381091853678766)
	return -0.5*y + p/horner(y, 1, 2.4559779371304113, 2.128489763798934, 0.7692851504566728, 0.10422264559336913, 0.003217092422824239)
}

// sinPi returns -sin(πx), for x above 0.
func sinPi(x float64) float64 {
	switch {
	case x < 0.25:
		return -Sin(Pi * x)
	case x == Floor(x):
		return 0
	}
	x = Mod(x, 2)
	switch int(x * 4) {
	case 0:
		return -Sin(Pi * x)
	case 1, 2:
		return -Cos(Pi * (0.5 - x))
	case 3, 4:
		return -Sin(Pi * (1 - x))
	case 5, 6:
		return Cos(Pi * (x - 1.5))
	}
	return -Sin(Pi * (x - 2))
}
