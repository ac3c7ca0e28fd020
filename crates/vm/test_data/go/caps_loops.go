package main

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Loops, resets, ranges, what is done with slices afterwards.

type T[E any] struct{ xs []E }

func (t *T[E]) Add(e E) { t.xs = append(t.xs, e) }

func Map[A, B any](xs []A, f func(A) B) []B {
	var out []B
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func Collect[E any](n int, e E) {
	var s []E
	for range n {
		s = append(s, e)
		fmt.Print(cap(s), " ")
	}
	fmt.Printf("%T\n", e)
}

func Push[E any](s []E, e E) []E { return append(s, e) }

func main() {
	for i := range 4 {
		var s []int
		s = append(s, i)
		fmt.Print(cap(s), " ")
	}
	fmt.Println("each round")
	{
		var s []int
		for i := range 4 {
			s = nil
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("reset to nil")
	}
	{
		var s []int
		for i := range 4 {
			s = s[:0]
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("reset to nothing")
	}
	{
		var s []int
		s = append(s, 1)
		fmt.Print(cap(s), " ")
		s = nil
		s = append(s, 1)
		fmt.Print(cap(s), " ")
		fmt.Println("two appends")
	}
	{
		var s []int
		i := 0
	again:
		s = append(s, i)
		fmt.Print(cap(s), " ")
		i++
		if i < 6 {
			goto again
		}
		fmt.Println("goto")
	}
	{
		var s []int
		for i := 0; i < 6; i++ {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		for i := range s {
			fmt.Print(i)
		}
		fmt.Println(" ranged over")
	}
	{
		var s []int
		for i := 0; i < 6; i++ {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		for i := 0; i < len(s); i++ {
			fmt.Print(s[i])
		}
		fmt.Println(" indexed")
	}
	{
		var s []int
		for i := 0; i < 6; i++ {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		for range s {
		}
		for range s {
		}
		fmt.Println("ranged twice")
	}
	{
		var s []int
		for i := 0; i < 6; i++ {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		p := &s[0]
		fmt.Println("pointed into", *p)
	}
	{
		var s []int
		for i := 0; i < 6; i++ {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		p := &s
		fmt.Println("pointed to", len(*p))
	}
	{
		var s []int
		for i := range 3 {
			s = append(s, i)
		}
		t := make([]int, len(s))
		n := copy(t, s)
		fmt.Println(cap(s), cap(t), n, "copied from")
	}
	{
		var s []int
		for i := range 3 {
			s = append(s, i)
		}
		a, b := s[:1], s[1:]
		fmt.Println(cap(s), cap(a), cap(b), "cut")
	}
	{
		var q []int
		for i := range 4 {
			q = append(q, i)
		}
		for len(q) > 0 {
			q = q[1:]
			fmt.Print(cap(q), " ")
		}
		fmt.Println("queue")
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, 6-i)
			fmt.Print(cap(s), " ")
		}
		sort.Ints(s)
		fmt.Println("sorted")
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, 6-i)
			fmt.Print(cap(s), " ")
		}
		slices.Sort(s)
		fmt.Println("sorted by slices", slices.Contains(s, 3))
	}
	{
		var s []string
		for range 6 {
			s = append(s, "a")
			fmt.Print(cap(s), " ")
		}
		fmt.Println("joined", strings.Join(s, ","))
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		sort.Slice(s, func(i, j int) bool { return s[i] > s[j] })
		fmt.Println("sorted by a literal")
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		s = append(s[:2], s[3:]...)
		fmt.Println(cap(s), "deleted")
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		s = slices.Delete(s, 1, 2)
		fmt.Println(cap(s), "deleted by slices")
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
		}
		fmt.Printf("%d %d %v\n", len(s), cap(s), s)
	}
	{
		var s []int
		for i := range 3 {
			s = append(s, i)
		}
		fmt.Printf("%d %d\n", len(s), cap(s))
	}
	{
		arr := [4]int{1, 2, 3, 4}
		s := arr[:2]
		s = append(s, 9)
		s = append(s, 10)
		s = append(s, 11)
		fmt.Println(cap(s), arr[3], "of an array")
	}
	{
		var st struct{ xs []int }
		for i := range 6 {
			st.xs = append(st.xs, i)
			fmt.Print(cap(st.xs), " ")
		}
		fmt.Println("field of a local struct")
	}
	{
		var st struct {
			xs         []int
			a, b, c, d int
		}
		for i := range 6 {
			st.xs = append(st.xs, i)
			fmt.Print(cap(st.xs), " ")
		}
		fmt.Println("field of a large struct")
	}
	{
		var as [2][]int
		for i := range 6 {
			as[0] = append(as[0], i)
			fmt.Print(cap(as[0]), " ")
		}
		fmt.Println("element of an array")
	}
	{
		t := &T[int]{}
		for i := range 6 {
			t.Add(i)
			fmt.Print(cap(t.xs), " ")
		}
		fmt.Println("generic method")
	}
	Collect(6, 1)
	Collect(6, "x")
	Collect(6, byte(1))
	Collect(6, struct{ a, b, c int }{})
	Collect(6, new(int))
	{
		var s []int
		for i := range 6 {
			s = Push(s, i)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("generic push")
	}
	for n := range 6 {
		fmt.Print(cap(Map(make([]int, n), func(i int) string { return "a" })), " ")
	}
	fmt.Println("generic map")
	{
		var s []int
		switch len(s) {
		case 0:
			s = append(s, 1)
		default:
			s = append(s, 1, 2)
		}
		fmt.Println(cap(s), "in a switch")
	}
	{
		var s []int
		if len(s) > 0 {
			s = append(s, 1)
		} else {
			s = append(s, 1, 2)
		}
		fmt.Println(cap(s), "second append of it")
	}
	{
		s, t := []int(nil), []int(nil)
		s, t = append(s, 1), append(t, 2)
		fmt.Println(cap(s), cap(t), "in pairs")
	}
	{
		var s []int
		for x := range slices.Values([]int{1, 2, 3, 4, 5}) {
			s = append(s, x)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("range over a function")
	}
	{
		var s []int
		f := func(yield func(int) bool) {
			for i := range 5 {
				if !yield(i) {
					return
				}
			}
		}
		for x := range f {
			s = append(s, x)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("range over a literal")
	}
}
