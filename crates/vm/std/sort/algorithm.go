package sort

import "math/bits"

// Runs up to this length are sorted by insertion.
const runLength = 12

// Parts from this length on are worth a closer look.
const longLength = 50

// order is what a look at a part suggests.
type order int

const (
	unknown order = iota
	increasing
	decreasing
)

// quick sorts data[a:b] by pattern-defeating quicksort (Orson Peters), with the choices that make equal elements end up
// where the real package puts them: the same pivots, the same thresholds, the same exchanges. What is still unsorted after
// limit bad partitions is sorted by heapsort.
func quick(data Interface, a, b, limit int) {
	balanced, partitioned := true, true
	for {
		length := b - a
		if length <= runLength {
			insertion(data, a, b)
			return
		}
		if limit == 0 {
			heap(data, a, b)
			return
		}
		if !balanced {
			scatter(data, a, b)
			limit--
		}
		pivot, hint := choose(data, a, b)
		if hint == decreasing {
			reversed(data, a, b)
			pivot = b - 1 - (pivot - a)
			hint = increasing
		}
		if balanced && partitioned && hint == increasing && nearlySorted(data, a, b) {
			return
		}
		if a > 0 && !data.Less(a-1, pivot) {
			// Nothing here is less than the pivot, so what equals it is done.
			a = partitionEqual(data, a, b, pivot)
			continue
		}
		var middle int
		middle, partitioned = partition(data, a, b, pivot)
		left, right := middle-a, b-middle
		if left < right {
			balanced = left >= length/8
			quick(data, a, middle, limit)
			a = middle + 1
		} else {
			balanced = right >= length/8
			quick(data, middle+1, b, limit)
			b = middle
		}
	}
}

// skip goes past what is on the right side of the pivot at a already.
func skip(data Interface, a, i, j int) (int, int) {
	for i <= j && data.Less(i, a) {
		i++
	}
	for i <= j && !data.Less(j, a) {
		j--
	}
	return i, j
}

// partition puts the pivot where it belongs, lesser elements before it and others after it, and reports whether they were
// there already.
func partition(data Interface, a, b, pivot int) (middle int, was bool) {
	data.Swap(a, pivot)
	i, j := skip(data, a, a+1, b-1)
	was = i > j
	for i <= j {
		data.Swap(i, j)
		i, j = skip(data, a, i+1, j-1)
	}
	data.Swap(j, a)
	return j, was
}

// partitionEqual puts what equals the pivot first and returns where the greater elements begin.
func partitionEqual(data Interface, a, b, pivot int) int {
	data.Swap(a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !data.Less(a, i) {
			i++
		}
		for i <= j && data.Less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		data.Swap(i, j)
		i++
		j--
	}
}

// nearlySorted moves a few elements and reports whether all is sorted then.
func nearlySorted(data Interface, a, b int) bool {
	i := a + 1
	for steps := 0; steps < 5; steps++ {
		for i < b && !data.Less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < longLength {
			return false
		}
		data.Swap(i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && data.Less(j, j-1); j-- {
				data.Swap(j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && data.Less(j, j-1); j++ {
				data.Swap(j, j-1)
			}
		}
	}
	return false
}

// scatter exchanges some elements, so that patterns which make partitions unbalanced do not come again.
func scatter(data Interface, a, b int) {
	length := b - a
	if length < 8 {
		return
	}
	random := uint64(length)
	mask := uint(1)<<uint(bits.Len(uint(length))) - 1
	at := a + length/4*2
	for i := 0; i < 3; i++ {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		other := int(uint(random) & mask)
		if other >= length {
			other -= length
		}
		data.Swap(at-1+i, a+other)
	}
}

// choose returns a pivot: a median of three elements, or of three such medians.
func choose(data Interface, a, b int) (pivot int, hint order) {
	length := b - a
	swaps := 0
	i, j, k := a+length/4, a+length/4*2, a+length/4*3
	if length >= 8 {
		if length >= longLength {
			i = median(data, i-1, i, i+1, &swaps)
			j = median(data, j-1, j, j+1, &swaps)
			k = median(data, k-1, k, k+1, &swaps)
		}
		j = median(data, i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, increasing
	case 12:
		return j, decreasing
	}
	return j, unknown
}

// median returns which of three elements is between the others, and counts how many pairs are in the wrong order.
func median(data Interface, a, b, c int, swaps *int) int {
	a, b = ordered(data, a, b, swaps)
	b, _ = ordered(data, b, c, swaps)
	_, b = ordered(data, a, b, swaps)
	return b
}

func ordered(data Interface, a, b int, swaps *int) (int, int) {
	if data.Less(b, a) {
		*swaps++
		return b, a
	}
	return a, b
}

func insertion(data Interface, from, to int) {
	for i := from + 1; i < to; i++ {
		for j := i; j > from && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

func heap(data Interface, a, b int) {
	n := b - a
	for root := (n - 1) / 2; root >= 0; root-- {
		sink(data, a, root, n)
	}
	for n--; n >= 0; n-- {
		data.Swap(a, a+n)
		sink(data, a, 0, n)
	}
}

func sink(data Interface, from, root, n int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && data.Less(from+child, from+child+1) {
			child++
		}
		if !data.Less(from+root, from+child) {
			return
		}
		data.Swap(from+root, from+child)
		root = child
	}
}

// stable sorts runs by insertion and merges them in place.
func stable(data Interface, n int) {
	length := runLength
	for from := 0; from < n; from += length {
		to := from + length
		if to > n {
			to = n
		}
		insertion(data, from, to)
	}
	for ; length < n; length *= 2 {
		for from := 0; from+length < n; from += 2 * length {
			to := from + 2*length
			if to > n {
				to = n
			}
			merge(data, from, from+length, to)
		}
	}
}

// merge merges the sorted data[from:middle] and data[middle:to] by rotations.
func merge(data Interface, from, middle, to int) {
	if from >= middle || middle >= to || !data.Less(middle, middle-1) {
		return
	}
	if to-from == 2 {
		data.Swap(from, middle)
		return
	}
	// The middle element of the longer part goes where it belongs; what is before it and after it is merged likewise.
	if middle-from > to-middle {
		left := from + (middle-from)/2
		right := middle + Search(to-middle, func(i int) bool { return !data.Less(middle+i, left) })
		rotate(data, left, middle, right)
		pivot := left + right - middle
		merge(data, from, left, pivot)
		merge(data, pivot+1, right, to)
		return
	}
	right := middle + (to-middle)/2
	left := from + Search(middle-from, func(i int) bool { return data.Less(right, from+i) })
	rotate(data, left, middle, right+1)
	pivot := left + right - middle
	merge(data, from, left, pivot)
	merge(data, pivot+1, right+1, to)
}

// rotate exchanges data[from:middle] and data[middle:to].
func rotate(data Interface, from, middle, to int) {
	reversed(data, from, middle)
	reversed(data, middle, to)
	reversed(data, from, to)
}

func reversed(data Interface, from, to int) {
	for to--; from < to; from++ {
		data.Swap(from, to)
		to--
	}
}
