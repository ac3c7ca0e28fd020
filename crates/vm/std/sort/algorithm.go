package sort

// Runs up to this length are sorted by insertion.
const runLength = 12

// quick sorts data[from:to] by quicksort; what is still unsorted at the given depth, by heapsort.
func quick(data Interface, from, to, depth int) {
	for to-from > runLength {
		if depth == 0 {
			heap(data, from, to)
			return
		}
		depth--
		middle := partition(data, from, to)
		if middle-from < to-middle {
			quick(data, from, middle, depth)
			from = middle + 1
		} else {
			quick(data, middle+1, to, depth)
			to = middle
		}
	}
	insertion(data, from, to)
}

// partition puts a pivot where it belongs, lesser elements before it and others after it.
func partition(data Interface, from, to int) int {
	middle, last := from+(to-from)/2, to-1
	if data.Less(middle, from) {
		data.Swap(middle, from)
	}
	if data.Less(last, middle) {
		data.Swap(last, middle)
		if data.Less(middle, from) {
			data.Swap(middle, from)
		}
	}
	data.Swap(middle, last-1)
	pivot := last - 1
	i, j := from+1, last-2
	for {
		for i <= j && data.Less(i, pivot) {
			i++
		}
		for i <= j && data.Less(pivot, j) {
			j--
		}
		if i >= j {
			break
		}
		data.Swap(i, j)
		i++
		j--
	}
	data.Swap(i, pivot)
	return i
}

func insertion(data Interface, from, to int) {
	for i := from + 1; i < to; i++ {
		for j := i; j > from && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

func heap(data Interface, from, to int) {
	n := to - from
	for root := n/2 - 1; root >= 0; root-- {
		sink(data, from, root, n)
	}
	for n--; n > 0; n-- {
		data.Swap(from, from+n)
		sink(data, from, 0, n)
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
