// Sorting and the slices and maps packages.
package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

type person struct {
	name string
	age  int
}
type byAge []person

func (b byAge) Len() int           { return len(b) }
func (b byAge) Less(i, j int) bool { return b[i].age < b[j].age }
func (b byAge) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	xs := []int{5, 2, 8, 1}
	sort.Ints(xs)
	fmt.Println(xs, sort.SearchInts(xs, 5), sort.IntsAreSorted(xs))
	sort.Sort(sort.Reverse(sort.IntSlice(xs)))
	fmt.Println(xs)
	ps := []person{{"A", 30}, {"B", 25}, {"C", 30}, {"D", 20}}
	sort.Stable(byAge(ps))
	fmt.Println(ps)
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].age > ps[j].age })
	fmt.Println(ps)
	slices.SortFunc(ps, func(a, b person) int {
		return cmp.Or(cmp.Compare(a.age, b.age), strings.Compare(b.name, a.name))
	})
	fmt.Println(ps)
	ys := []string{"b", "c", "a"}
	slices.Sort(ys)
	i, ok := slices.BinarySearch(ys, "c")
	fmt.Println(ys, i, ok, slices.Contains(ys, "z"), slices.Index(ys, "b"), slices.Max(xs), slices.Min(ys))
	slices.Reverse(ys)
	fmt.Println(ys, slices.Equal(xs, xs[:2]), slices.Compact([]int{1, 1, 2, 2, 1}), slices.Insert([]int{1, 4}, 1, 2, 3), slices.Delete([]int{1, 2, 3, 4}, 1, 3))
	m := map[string]int{"x": 1, "y": 2}
	keys := slices.Sorted(maps.Keys(m))
	fmt.Println(keys, maps.Clone(m), slices.Collect(maps.Values(map[int]int{1: 9})))
	fmt.Println(slices.IndexFunc(xs, func(x int) bool { return x < 3 }), slices.Clone(xs), slices.Repeat([]int{1}, 3), slices.Concat([]int{1}, []int{2, 3}))
	for i, v := range slices.Backward(ys) {
		fmt.Print(i, v, " ")
	}
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c, " ")
	}
	fmt.Println()
	idx := sort.Search(100, func(i int) bool { return i*i >= 50 })
	fmt.Println(idx)
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Max([]int{})
	}()
}
