package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

type person struct {
	name string
	age  int
}

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprint("code ", e.code) }

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("count ends")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func try(f func()) {
	defer func() { fmt.Println("recovered:", recover()) }()
	f()
}

func main() {
	x := []int{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5}
	y := slices.Clone(x)
	slices.Sort(y)
	fmt.Println(y, slices.IsSorted(y), slices.IsSorted(x), slices.Max(x), slices.Min(x), slices.Contains(x, 9), slices.Index(x, 4))
	fmt.Println(slices.BinarySearch(y, 5))
	fmt.Println(slices.BinarySearch(y, 7))
	fmt.Println(slices.Compact(slices.Clone(y)), slices.Equal(x, y), slices.Compare(x, y))
	people := []person{{"A", 30}, {"B", 25}, {"C", 30}, {"D", 20}}
	slices.SortStableFunc(people, func(a, b person) int { return cmp.Compare(b.age, a.age) })
	fmt.Println(people)
	slices.SortFunc(people, func(a, b person) int {
		return cmp.Or(cmp.Compare(a.age, b.age), strings.Compare(b.name, a.name))
	})
	fmt.Println(people, slices.MaxFunc(people, func(a, b person) int { return a.age - b.age }))
	fmt.Println(slices.Insert([]int{1, 2, 3}, 1, 7, 8), slices.Delete([]int{0, 1, 2, 3}, 1, 3), slices.Replace([]int{0, 1, 2}, 0, 2, 9), slices.DeleteFunc([]int{1, 2, 3, 4}, func(i int) bool { return i%2 == 0 }))
	fmt.Println(slices.Concat([]int{1}, []int{2, 3}), slices.Repeat([]string{"a"}, 3), slices.IndexFunc(x, func(i int) bool { return i > 4 }))
	slices.Reverse(x)
	fmt.Println(x, len(slices.Grow(x, 100)), cap(slices.Clip(x)) == len(x))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	for i, v := range slices.Backward([]string{"a", "b"}) {
		fmt.Print(i, v, " ")
	}
	fmt.Println(slices.Collect(slices.Values([]int{1, 2})))

	m := map[string]int{"one": 1, "two": 2, "three": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)), maps.Equal(m, maps.Clone(m)))
	maps.DeleteFunc(m, func(k string, v int) bool { return v > 1 })
	maps.Copy(m, map[string]int{"four": 4})
	fmt.Println(m, maps.Collect(maps.All(m)))
	big := []person{}
	for i := range 200 {
		big = append(big, person{fmt.Sprint(i), i * 7919 % 13})
	}
	slices.SortFunc(big, func(a, b person) int { return cmp.Compare(a.age, b.age) })
	fmt.Println(big)

	for v := range count(10) {
		if v == 2 {
			break
		}
		fmt.Println(v)
	}
	next, stop := iter.Pull(count(3))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
	next, stop = iter.Pull(count(1))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	for l := range strings.Lines("a\nb\nc") {
		fmt.Printf("%q ", l)
	}
	for l := range strings.SplitSeq("a,b,c", ",") {
		fmt.Printf("%q ", l)
	}
	fmt.Println(slices.Collect(strings.FieldsSeq("  x y  z")))

	var p atomic.Pointer[person]
	fmt.Println(p.Load() == nil, p.CompareAndSwap(nil, &people[0]), p.Load().name, p.Swap(nil).age)
	ov := sync.OnceValue(func() int { fmt.Println("computing"); return 42 })
	fmt.Println(ov(), ov())
	a, b := sync.OnceValues(func() (string, error) { return "v", errors.New("e") })()
	fmt.Println(a, b)
	me, ok := errors.AsType[*myErr](fmt.Errorf("wrapped: %w", &myErr{7}))
	fmt.Println(me, ok, me.code)
	fmt.Println(cmp.Or("", "default"), cmp.Less(1, 2), cmp.Compare("b", "a"))
	try(func() { slices.Min([]int{}) })
	try(func() { slices.Delete([]int{1}, 1, 3) })
	try(func() { sync.OnceFunc(func() { panic("once") })() })
	fmt.Printf("%T %T\n", p, slices.Values(x))
}
