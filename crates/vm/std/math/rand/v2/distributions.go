package rand

import (
	"internal/ziggurat"
	"math"
)

// NormFloat64 returns a normally distributed number, of mean 0 and standard deviation 1.
func (r *Rand) NormFloat64() float64 {
	t := ziggurat.Normal()
	for {
		u := r.Uint64()
		j, i := int32(u), u>>32&0x7F
		x := float64(j) * float64(t.Width[i])
		if min(uint32(j), -uint32(j)) < t.Sure[i] {
			return x
		}
		if i == 0 {
			return math.Copysign(ziggurat.NormalTail+r.beyond(), float64(j))
		}
		if t.Height[i]+float32(r.Float64())*(t.Height[i-1]-t.Height[i]) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

// beyond draws how far beyond the last strip a normally distributed number lies.
func (r *Rand) beyond() float64 {
	for {
		x := -math.Log(r.Float64()) * (1.0 / ziggurat.NormalTail)
		if y := -math.Log(r.Float64()); y+y >= x*x {
			return x
		}
	}
}

// ExpFloat64 returns an exponentially distributed number, of mean 1.
func (r *Rand) ExpFloat64() float64 {
	t := ziggurat.Exponential()
	for {
		u := r.Uint64()
		j, i := uint32(u), uint8(u>>32)
		x := float64(j) * float64(t.Width[i])
		if j < t.Sure[i] {
			return x
		}
		if i == 0 {
			return ziggurat.ExponentialTail - math.Log(r.Float64())
		}
		if t.Height[i]+float32(r.Float64())*(t.Height[i-1]-t.Height[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}
