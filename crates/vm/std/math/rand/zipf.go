package rand

import "math"

// A Zipf makes numbers that follow Zipf's law: k as often as (v + k) to the power of -s.
type Zipf struct {
	r    *Rand
	last float64
	v, q float64
	// What is accepted at once, and where the area below the law begins and how large it is (W. Hörmann and G. Derflinger).
	near        float64
	begin, size float64
}

// area is the integral of the law, and place its inverse.
func (z *Zipf) area(x float64) float64 {
	return math.Exp((1-z.q)*math.Log(z.v+x)) * (1 / (1 - z.q))
}

func (z *Zipf) place(area float64) float64 {
	return math.Exp(1/(1-z.q)*math.Log((1-z.q)*area)) - z.v
}

// NewZipf returns a Zipf of numbers up to imax; s is more than 1 and v at least 1, else it returns nil.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, last: float64(imax), v: v, q: s}
	z.begin = z.area(z.last + 0.5)
	z.size = z.area(0.5) - math.Exp(math.Log(v)*-s) - z.begin
	z.near = 1 - z.place(z.area(1.5)-math.Exp(-s*math.Log(v+1)))
	return z
}

// Uint64 draws a number.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		area := z.begin + z.r.Float64()*z.size
		x := z.place(area)
		k := math.Floor(x + 0.5)
		if k-x <= z.near || area >= z.area(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
