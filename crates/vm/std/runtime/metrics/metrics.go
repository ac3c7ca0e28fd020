// Package metrics gives the numbers of the simulated runtime by the names that they have in Go.
package metrics

import (
	"math"
	"strings"
)

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
// Histograms that are there are used again.
func Read(m []Sample) {
	for i := range m {
		j := find(m[i].Name)
		if j < 0 || all[j].Kind != KindFloat64Histogram {
			m[i].Value.counts = nil
		} else if m[i].Value.counts == nil {
			b := buckets(all[j].Name)
			m[i].Value.counts = &Float64Histogram{make([]uint64, len(b)-1), b}
		}
	}
	// From here on nothing is allocated, so that all numbers are of one moment.
	now := numbers()
	for i := range m {
		v := &m[i].Value
		v.kind, v.bits = KindBad, 0
		if j := find(m[i].Name); j >= 0 {
			v.kind, v.bits = all[j].Kind, now[j]
		}
		if v.kind == KindFloat64Histogram {
			fill(v.counts.Counts, v.bits)
		}
	}
}

// find returns which metric is called name, or -1.
func find(name string) int {
	for j := range all {
		if all[j].Name == name {
			return j
		}
	}
	return -1
}

// buckets returns the bounds of what is counted: sizes, or durations, four for each power of two of nanoseconds.
func buckets(name string) []float64 {
	if strings.HasSuffix(name, "-by-size:bytes") {
		b := []float64{1}
		for _, size := range sizes() {
			b = append(b, float64(size))
		}
		return append(b, math.Inf(1))
	}
	b := []float64{math.Inf(-1), 0, 64e-9, 128e-9, 192e-9}
	for bit := 8; bit < 47; bit++ {
		for quarter := range uint64(4) {
			b = append(b, float64(1<<bit|quarter<<(bit-2))/1e9)
		}
	}
	return append(b, float64(1<<47)/1e9, math.Inf(1))
}

// numbers returns the numbers of all; of a histogram, which it is.
func numbers() [66]uint64

// sizes returns the least sizes of what is counted by size, but for the first.
func sizes() []uint64

// fill sets counts to how many fell into each bucket of a histogram.
func fill(counts []uint64, histogram uint64)
