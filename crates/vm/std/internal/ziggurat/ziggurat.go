// Package ziggurat has the tables by which normally and exponentially distributed numbers are drawn (G. Marsaglia and
// W. W. Tsang 2000), computed when somebody draws one.
package ziggurat

import "math"

// Where the last strips begin, of the normal and of the exponential distribution.
const (
	NormalTail      = 3.442619855899
	ExponentialTail = 7.69711747013104972
)

// A Table has for each strip below which draw a number surely lies in it, and how wide and high it is.
type Table struct {
	Sure          []uint32
	Width, Height []float32
}

var normal, exponential *Table

// Normal returns the table of the normal distribution.
func Normal() *Table {
	if normal == nil {
		density := func(x float64) float64 { return math.Exp(-.5 * x * x) }
		inverse := func(y float64) float64 { return math.Sqrt(-2 * math.Log(y)) }
		normal = strips(128, 1<<31, NormalTail, 9.91256303526217e-3, density, inverse)
	}
	return normal
}

// Exponential returns the table of the exponential distribution.
func Exponential() *Table {
	if exponential == nil {
		density := func(x float64) float64 { return math.Exp(-x) }
		inverse := func(y float64) float64 { return -math.Log(y) }
		exponential = strips(256, 1<<32, ExponentialTail, 3.949659822581572e-3, density, inverse)
	}
	return exponential
}

// strips divides the area below a density in n strips of the same area, for draws below most.
func strips(n int, most, tail, area float64, density, inverse func(float64) float64) *Table {
	t := &Table{make([]uint32, n), make([]float32, n), make([]float32, n)}
	x, last := tail, tail
	base := area / density(x)
	t.Sure[0], t.Width[0], t.Height[0] = uint32(x/base*most), float32(base/most), 1
	t.Width[n-1], t.Height[n-1] = float32(x/most), float32(density(x))
	for i := n - 2; i >= 1; i-- {
		x = inverse(area/x + density(x))
		t.Sure[i+1] = uint32(x / last * most)
		t.Width[i], t.Height[i] = float32(x/most), float32(density(x))
		last = x
	}
	return t
}
