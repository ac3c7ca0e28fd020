package main

import "fmt"

// Slices that leave their function: by return, assignment, call, channel.

func build(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	return s
}

func named(n int) (s []int) {
	for i := range n {
		s = append(s, i)
	}
	return
}

func namedValue(n int) (s []int) {
	for i := range n {
		s = append(s, i)
	}
	return s
}

func early(n int) []int {
	var s []int
	for i := range n {
		if i == 7 {
			return s
		}
		s = append(s, i)
	}
	return s
}

func withCap(n int) ([]int, int) {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	return s, cap(s)
}

func withPrint(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
		fmt.Print(cap(s), " ")
	}
	return s
}

func literal(n int) []int {
	s := []int{}
	for i := range n {
		s = append(s, i)
	}
	return s
}

func made(n int) []int {
	s := make([]int, 0)
	for i := range n {
		s = append(s, i)
	}
	return s
}

func once(n int) []int {
	var s []int
	s = append(s, n)
	return s
}

func twice(n int) []int {
	var s []int
	s = append(s, n)
	s = append(s, n)
	s = append(s, n)
	return s
}

func words(n int) []string {
	var s []string
	for range n {
		s = append(s, "w")
	}
	return s
}

func evens(xs []int) (result []int) {
	for _, x := range xs {
		if x%2 == 0 {
			result = append(result, x)
		}
	}
	return result
}

func two(n int) (a, b []int) {
	for i := range n {
		if i%2 == 0 {
			a = append(a, i)
		} else {
			b = append(b, i)
		}
	}
	return a, b
}

func withErr(n int) ([]int, error) {
	var s []int
	for i := range n {
		if i > 5 {
			return nil, fmt.Errorf("too many")
		}
		s = append(s, i)
	}
	return s, nil
}

func resliced(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	s = s[:n/2]
	return s
}

func slicedReturn(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	return s[:n/2]
}

type holder struct{ items []int }

func stored(n int) *holder {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	return &holder{s}
}

func storedInField(n int) holder {
	var h holder
	for i := range n {
		h.items = append(h.items, i)
	}
	return h
}

func assigned(n int) int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	t := s
	return cap(t)
}

func assignedThenMore(n int) (int, int) {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	t := s
	s = append(s, 1)
	return cap(t), cap(s)
}

func sent(n int) int {
	c := make(chan []int, 1)
	var s []int
	for i := range n {
		s = append(s, i)
	}
	c <- s
	return cap(<-c)
}

func inInterface(n int) int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	var x any = s
	return cap(x.([]int))
}

func inMap(n int) int {
	m := map[int][]int{}
	for i := range n {
		m[0] = append(m[0], i)
	}
	return cap(m[0])
}

var sink []int

func toGlobal(n int) int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	sink = s
	return cap(sink)
}

func inLoop(n int) int {
	var s []int
	for i := range n {
		s = append(s, i)
		sink = s
	}
	return cap(s)
}

func reverse(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
	return s
}

func rec(n int, s []int) []int {
	if n == 0 {
		return s
	}
	return rec(n-1, append(s, n))
}

func recBuild(n int) []int {
	if n == 0 {
		return nil
	}
	s := recBuild(n - 1)
	s = append(s, n)
	return s
}

func main() {
	for n := range 7 {
		fmt.Println(n, cap(build(n)), cap(named(n)), cap(namedValue(n)), cap(early(n)))
		_, c := withCap(n)
		fmt.Println(c, cap(withPrint(n)), cap(literal(n)), cap(made(n)), cap(once(n)), cap(twice(n)))
		a, b := two(n)
		e, err := withErr(n)
		fmt.Println(cap(words(n)), cap(evens(build(n))), cap(a), cap(b), cap(e), err)
		fmt.Println(cap(resliced(n)), cap(slicedReturn(n)), cap(stored(n).items), cap(storedInField(n).items))
		fmt.Println(assigned(n), sent(n), inInterface(n), inMap(n), toGlobal(n), inLoop(n), cap(reverse(n)))
		fmt.Println(assignedThenMore(n))
		fmt.Println(cap(rec(n, nil)), cap(recBuild(n)))
	}
}
