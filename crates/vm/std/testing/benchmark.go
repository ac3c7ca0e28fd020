package testing

import "time"

// A B is a running benchmark. As go test without -bench, Gopark compiles benchmarks but does not run them.
type B struct {
	common

	// N is how often the benchmark runs its loop.
	N int
}

// Loop reports whether the loop goes on.
func (b *B) Loop() bool { return false }

// ResetTimer forgets the time so far.
func (b *B) ResetTimer() {}

// StartTimer starts counting time.
func (b *B) StartTimer() {}

// StopTimer stops counting time.
func (b *B) StopTimer() {}

// ReportAllocs counts allocations too.
func (b *B) ReportAllocs() {}

// SetBytes says how many bytes one round works on.
func (b *B) SetBytes(n int64) {}

// ReportMetric adds a number to the report.
func (b *B) ReportMetric(n float64, unit string) {}

// Elapsed returns the time counted.
func (b *B) Elapsed() time.Duration { return 0 }

// Run runs a benchmark within this one.
func (b *B) Run(name string, f func(b *B)) bool { return true }

// RunParallel runs the body in several goroutines.
func (b *B) RunParallel(body func(*PB)) {}

// SetParallelism sets how many goroutines RunParallel uses for each P.
func (b *B) SetParallelism(p int) {}

// A PB is a goroutine of RunParallel.
type PB struct{ more bool }

// Next reports whether there is another round.
func (pb *PB) Next() bool { return pb.more }
