package main

import (
	"fmt"
	"sort"
)

type person struct {
	Name string
	Age  int
}
type byAge []person

func (a byAge) Len() int           { return len(a) }
func (a byAge) Less(i, j int) bool { return a[i].Age < a[j].Age }
func (a byAge) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }

func main() {
	people := []person{{"Bob", 31}, {"John", 42}, {"Michael", 17}, {"Jenny", 26}}
	sort.Sort(byAge(people))
	fmt.Println(people, sort.IsSorted(byAge(people)))
	sort.Sort(sort.Reverse(byAge(people)))
	fmt.Println(people)
	sort.Slice(people, func(i, j int) bool { return people[i].Name < people[j].Name })
	fmt.Println(people)
	x := []int{5, 2, 6, 3, 1, 4}
	sort.Ints(x)
	fmt.Println(x, sort.SearchInts(x, 4), sort.SearchInts(x, 9), sort.IntsAreSorted(x))
	s := []string{"Go", "Bravo", "Gopher", "Alpha"}
	sort.Strings(s)
	f := []float64{2.5, -1, 0}
	sort.Float64s(f)
	fmt.Println(s, f)
	seed := uint32(1)
	rnd := func(n int) int { seed = seed*1664525 + 1013904223; return int(seed>>8) % n }
	for _, n := range []int{0, 1, 2, 13, 50, 500, 2000} {
		a := make([]int, n)
		pairs := make([]person, n)
		for i := range a {
			a[i] = rnd(1000)
			pairs[i] = person{fmt.Sprint(i), rnd(10)}
		}
		sort.Ints(a)
		sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].Age < pairs[j].Age })
		h := 0
		for i := range a {
			h = h*31 + a[i]
			h = h*31 + pairs[i].Age*len(pairs[i].Name)
		}
		fmt.Println(n, sort.IntsAreSorted(a), h)
		desc := append([]int(nil), a...)
		sort.Sort(sort.Reverse(sort.IntSlice(desc)))
		sort.Stable(sort.IntSlice(desc))
		fmt.Println(fmt.Sprint(desc) == fmt.Sprint(a))
	}
	// Which of equal elements comes first is decided by the algorithm alone.
	ties := make([]person, 120)
	for i := range ties {
		ties[i] = person{fmt.Sprint(i), rnd(4)}
	}
	sort.Slice(ties, func(i, j int) bool { return ties[i].Age < ties[j].Age })
	fmt.Println(ties)
	sort.Sort(sort.Reverse(byAge(ties)))
	fmt.Println(ties)
	fmt.Println(sort.Search(100, func(i int) bool { return i*i >= 50 }))
	fmt.Println(sort.Find(len(s), func(i int) int {
		switch {
		case "Go" < s[i]:
			return -1
		case "Go" > s[i]:
			return 1
		}
		return 0
	}))
	m := map[string]int{"z": 26, "a": 1, "m": 13}
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys)
	type arr [3]byte
	as := []arr{{3, 1}, {1, 2}, {2}}
	sort.Slice(as, func(i, j int) bool { return as[i][0] < as[j][0] })
	fmt.Println(as)
}
