package sort

import (
	"internal/pdq"
	"internal/refl"
)

// Slice sorts a slice by less; equal elements may change places.
func Slice(x any, less func(i, j int) bool) { Sort(sliceOf(x, less)) }

// SliceStable sorts a slice by less; equal elements keep their order.
func SliceStable(x any, less func(i, j int) bool) { Stable(sliceOf(x, less)) }

// SliceIsSorted reports whether a slice is sorted by less.
func SliceIsSorted(x any, less func(i, j int) bool) bool { return IsSorted(sliceOf(x, less)) }

type lessSlice struct {
	x    any
	n    int
	less func(i, j int) bool
}

func sliceOf(x any, less func(i, j int) bool) *lessSlice { return &lessSlice{x, refl.Len(x), less} }

func (s *lessSlice) Len() int { return s.n }

func (s *lessSlice) Less(i, j int) bool { return s.less(i, j) }

func (s *lessSlice) Swap(i, j int) { refl.Swap(s.x, i, j) }

// IntSlice sorts ints.
type IntSlice []int

// Len returns the number of elements.
func (x IntSlice) Len() int { return len(x) }

// Less reports whether element i is before element j.
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }

// Swap exchanges two elements.
func (x IntSlice) Swap(i, j int) { x[i], x[j] = x[j], x[i] }

// Sort sorts the slice.
func (x IntSlice) Sort() { Sort(x) }

// Float64Slice sorts float64s, NaN first.
type Float64Slice []float64

// Len returns the number of elements.
func (x Float64Slice) Len() int { return len(x) }

// Less reports whether element i is before element j.
func (x Float64Slice) Less(i, j int) bool { return x[i] < x[j] || x[i] != x[i] && x[j] == x[j] }

// Swap exchanges two elements.
func (x Float64Slice) Swap(i, j int) { x[i], x[j] = x[j], x[i] }

// Sort sorts the slice.
func (x Float64Slice) Sort() { Sort(x) }

// StringSlice sorts strings.
type StringSlice []string

// Len returns the number of elements.
func (x StringSlice) Len() int { return len(x) }

// Less reports whether element i is before element j.
func (x StringSlice) Less(i, j int) bool { return x[i] < x[j] }

// Swap exchanges two elements.
func (x StringSlice) Swap(i, j int) { x[i], x[j] = x[j], x[i] }

// Sort sorts the slice.
func (x StringSlice) Sort() { Sort(x) }

// Ints sorts ints.
func Ints(x []int) { pdq.Sort(x) }

// Float64s sorts float64s, NaN first.
func Float64s(x []float64) { pdq.Sort(x) }

// Strings sorts strings.
func Strings(x []string) { pdq.Sort(x) }

// IntsAreSorted reports whether ints are sorted.
func IntsAreSorted(x []int) bool { return IsSorted(IntSlice(x)) }

// Float64sAreSorted reports whether float64s are sorted.
func Float64sAreSorted(x []float64) bool { return IsSorted(Float64Slice(x)) }

// StringsAreSorted reports whether strings are sorted.
func StringsAreSorted(x []string) bool { return IsSorted(StringSlice(x)) }
