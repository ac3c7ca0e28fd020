// Package pdq sorts slices of ordered elements: package sort's algorithm, with its pivots, thresholds and exchanges, but
// comparing elements directly.
package pdq

import (
	"cmp"
	"math/bits"
)

// Runs up to this length are sorted by insertion.
const runLength = 12

// Parts from this length on are worth a closer look.
const longLength = 50

// Sort sorts in ascending order, NaN first.
func Sort[E cmp.Ordered](x []E) { quick(x, 0, len(x), bits.Len(uint(len(x)))) }

func quick[E cmp.Ordered](x []E, a, b, limit int) {
	balanced, partitioned := true, true
	for {
		length := b - a
		if length <= runLength {
			insertion(x, a, b)
			return
		}
		if limit == 0 {
			heap(x[a:b])
			return
		}
		if !balanced {
			scatter(x, a, b)
			limit--
		}
		pivot, swaps := choose(x, a, b)
		if swaps == 12 {
			reverse(x[a:b])
			pivot = b - 1 - (pivot - a)
			swaps = 0
		}
		if balanced && partitioned && swaps == 0 && nearlySorted(x, a, b) {
			return
		}
		if a > 0 && !cmp.Less(x[a-1], x[pivot]) {
			a = partitionEqual(x, a, b, pivot)
			continue
		}
		var middle int
		middle, partitioned = partition(x, a, b, pivot)
		left, right := middle-a, b-middle
		if left < right {
			balanced = left >= length/8
			quick(x, a, middle, limit)
			a = middle + 1
		} else {
			balanced = right >= length/8
			quick(x, middle+1, b, limit)
			b = middle
		}
	}
}

func partition[E cmp.Ordered](x []E, a, b, pivot int) (middle int, was bool) {
	x[a], x[pivot] = x[pivot], x[a]
	p := x[a]
	isNaN := p != p
	i, j := a+1, b-1
	for was = true; ; was = false {
		if isNaN {
			for i <= j && cmp.Less(x[i], p) {
				i++
			}
			for i <= j && !cmp.Less(x[j], p) {
				j--
			}
		} else {
			for i <= j {
				if e := x[i]; e >= p {
					break
				}
				i++
			}
			for i <= j {
				if e := x[j]; e < p || e != e {
					break
				}
				j--
			}
		}
		if i > j {
			x[j], x[a] = x[a], x[j]
			return j, was
		}
		x[i], x[j] = x[j], x[i]
		i++
		j--
	}
}

func partitionEqual[E cmp.Ordered](x []E, a, b, pivot int) int {
	x[a], x[pivot] = x[pivot], x[a]
	i, j := a+1, b-1
	for {
		for i <= j && !cmp.Less(x[a], x[i]) {
			i++
		}
		for i <= j && cmp.Less(x[a], x[j]) {
			j--
		}
		if i > j {
			return i
		}
		x[i], x[j] = x[j], x[i]
		i++
		j--
	}
}

func nearlySorted[E cmp.Ordered](x []E, a, b int) bool {
	i := a + 1
	for steps := 0; steps < 5; steps++ {
		for i < b && !cmp.Less(x[i], x[i-1]) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < longLength {
			return false
		}
		x[i], x[i-1] = x[i-1], x[i]
		if i-a >= 2 {
			for j := i - 1; j >= 1 && cmp.Less(x[j], x[j-1]); j-- {
				x[j], x[j-1] = x[j-1], x[j]
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && cmp.Less(x[j], x[j-1]); j++ {
				x[j], x[j-1] = x[j-1], x[j]
			}
		}
	}
	return false
}

func scatter[E any](x []E, a, b int) {
	length := b - a
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
		x[at-1+i], x[a+other] = x[a+other], x[at-1+i]
	}
}

// choose returns a pivot, a median of three elements or of three such medians, and how many pairs it found in the wrong
// order.
func choose[E cmp.Ordered](x []E, a, b int) (pivot, swaps int) {
	length := b - a
	i, j, k := a+length/4, a+length/4*2, a+length/4*3
	if length >= longLength {
		i, swaps = median(x, i-1, i, i+1, swaps)
		j, swaps = median(x, j-1, j, j+1, swaps)
		k, swaps = median(x, k-1, k, k+1, swaps)
	}
	return median(x, i, j, k, swaps)
}

func median[E cmp.Ordered](x []E, a, b, c, swaps int) (int, int) {
	if cmp.Less(x[b], x[a]) {
		swaps++
		a, b = b, a
	}
	if cmp.Less(x[c], x[b]) {
		swaps++
		b = c
	}
	if cmp.Less(x[b], x[a]) {
		swaps++
		b = a
	}
	return b, swaps
}

func insertion[E cmp.Ordered](x []E, from, to int) {
	for i := from + 1; i < to; i++ {
		e := x[i]
		j := i
		for j > from {
			before := x[j-1]
			if !(e < before || e != e && before == before) {
				break
			}
			x[j] = before
			j--
		}
		x[j] = e
	}
}

func heap[E cmp.Ordered](x []E) {
	n := len(x)
	for root := (n - 1) / 2; root >= 0; root-- {
		sink(x, root, n)
	}
	for n--; n >= 0; n-- {
		x[0], x[n] = x[n], x[0]
		sink(x, 0, n)
	}
}

func sink[E cmp.Ordered](x []E, root, n int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && cmp.Less(x[child], x[child+1]) {
			child++
		}
		if !cmp.Less(x[root], x[child]) {
			return
		}
		x[root], x[child] = x[child], x[root]
		root = child
	}
}

func reverse[E any](x []E) {
	for i, j := 0, len(x)-1; i < j; i++ {
		x[i], x[j] = x[j], x[i]
		j--
	}
}
