package sort

// Search returns the least i in 0..n for which f is true, by halving; f must stay true once it is. n when there is none.
func Search(n int, f func(int) bool) int {
	low, high := 0, n
	for low < high {
		middle := int(uint(low+high) >> 1)
		if f(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// Find returns the least i in 0..n for which cmp is not positive, and whether it is 0 there.
func Find(n int, cmp func(int) int) (i int, found bool) {
	i = Search(n, func(i int) bool { return cmp(i) <= 0 })
	return i, i < n && cmp(i) == 0
}

// SearchInts returns where x is in sorted ints, or where it would be.
func SearchInts(a []int, x int) int { return Search(len(a), func(i int) bool { return a[i] >= x }) }

// SearchFloat64s returns where x is in sorted float64s, or where it would be.
func SearchFloat64s(a []float64, x float64) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

// SearchStrings returns where x is in sorted strings, or where it would be.
func SearchStrings(a []string, x string) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

// Search returns where v is in the sorted slice, or where it would be.
func (x IntSlice) Search(v int) int { return SearchInts(x, v) }

// Search returns where v is in the sorted slice, or where it would be.
func (x Float64Slice) Search(v float64) int { return SearchFloat64s(x, v) }

// Search returns where v is in the sorted slice, or where it would be.
func (x StringSlice) Search(v string) int { return SearchStrings(x, v) }
