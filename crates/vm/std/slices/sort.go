package slices

import (
	"cmp"
	"internal/pdq"
	"sort"
)

// byFunc sorts a slice by a function.
type byFunc[E any] struct {
	s   []E
	cmp func(a, b E) int
}

func (b *byFunc[E]) Len() int { return len(b.s) }

func (b *byFunc[E]) Less(i, j int) bool { return b.cmp(b.s[i], b.s[j]) < 0 }

func (b *byFunc[E]) Swap(i, j int) { b.s[i], b.s[j] = b.s[j], b.s[i] }

// Sort sorts in ascending order, NaN first.
func Sort[S ~[]E, E cmp.Ordered](x S) { pdq.Sort([]E(x)) }

// SortFunc sorts by a function; equal elements may change places.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) { sort.Sort(&byFunc[E]{x, cmp}) }

// SortStableFunc sorts by a function; equal elements keep their order.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) { sort.Stable(&byFunc[E]{x, cmp}) }

// IsSorted reports whether x is sorted.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool { return IsSortedFunc(x, cmp.Compare[E]) }

// IsSortedFunc is IsSorted with a function that compares elements.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

// BinarySearch returns where target is in sorted x, or would be, and whether it is there.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	return BinarySearchFunc(x, target, cmp.Compare[E])
}

// BinarySearchFunc is BinarySearch with a function that compares elements with the target.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	i := sort.Search(len(x), func(i int) bool { return cmp(x[i], target) >= 0 })
	return i, i < len(x) && cmp(x[i], target) == 0
}
