// Package metrics gives the numbers of the simulated runtime by the names that they have in Go.
package metrics

import "math"

// A ValueKind says of which kind a value is.
type ValueKind int

const (
	KindBad ValueKind = iota
	KindUint64
	KindFloat64
	KindFloat64Histogram
)

// A Float64Histogram counts values: Counts[i] of them are from Buckets[i] on and less than Buckets[i+1].
type Float64Histogram struct {
	Counts  []uint64
	Buckets []float64
}

// A Value is the value of a metric.
type Value struct {
	kind   ValueKind
	bits   uint64
	counts *Float64Histogram
}

// Kind returns of which kind v is.
func (v Value) Kind() ValueKind { return v.kind }

// Uint64 returns the number that v is.
func (v Value) Uint64() uint64 {
	if v.kind != KindUint64 {
		panic("called Uint64 on non-uint64 metric value")
	}
	return v.bits
}

// Float64 returns the number that v is.
func (v Value) Float64() float64 {
	if v.kind != KindFloat64 {
		panic("called Float64 on non-float64 metric value")
	}
	return math.Float64frombits(v.bits)
}

// Float64Histogram returns the histogram that v is.
func (v Value) Float64Histogram() *Float64Histogram {
	if v.kind != KindFloat64Histogram {
		panic("called Float64Histogram on non-Float64Histogram metric value")
	}
	return v.counts
}

// A Sample is a metric's value.
type Sample struct {
	Name  string
	Value Value
}

// Read sets the value of each sample; of kind KindBad when there is no such metric.
func Read(m []Sample) {
	now := numbers()
	for i := range m {
		m[i].Value = Value{}
		for j := range all {
			if all[j].Name != m[i].Name {
				continue
			}
			v := Value{kind: all[j].Kind, bits: now[j]}
			if v.kind == KindFloat64Histogram {
				v.counts = &Float64Histogram{counts(now[j]), buckets()}
			}
			m[i].Value = v
		}
	}
}

// buckets returns the bounds of what is counted in durations: four for each power of two of nanoseconds.
func buckets() []float64 {
	b := []float64{math.Inf(-1), 0, 64e-9, 128e-9, 192e-9}
	for bit := 8; bit < 47; bit++ {
		for quarter := range uint64(4) {
			b = append(b, float64(1<<bit|quarter<<(bit-2))/1e9)
		}
	}
	return append(b, float64(1<<47)/1e9, math.Inf(1))
}

// numbers returns the numbers of all; of a histogram, which it is.
func numbers() [50]uint64

// counts returns how many durations fell into each bucket of a histogram.
func counts(histogram uint64) []uint64
