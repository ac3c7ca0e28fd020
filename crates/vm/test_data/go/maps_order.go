// Maps: printing sorted, deletion while ranging, nil maps, keys of all kinds, NaN, nested updates.
package main

import (
	"fmt"
	"math"
	"sort"
)

type key struct {
	a string
	b int
}
type iface interface{ M() }
type k1 int
type k2 string

func (k1) M() {}
func (k2) M() {}

func main() {
	m := map[string]int{"one": 1, "two": 2, "three": 3}
	m["four"]++
	m["one"] += 10
	delete(m, "two")
	delete(m, "none")
	v, ok := m["two"]
	fmt.Println(m, len(m), v, ok)
	n := map[int]bool{}
	for i := range 100 {
		n[i] = i%2 == 0
	}
	seen := 0
	for k, even := range n {
		seen++
		if even {
			delete(n, k)
			delete(n, k+1)
		}
	}
	fmt.Println(len(n) <= 50, seen >= 50)
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys)
	var nilm map[string]int
	fmt.Println(nilm["x"], len(nilm), nilm == nil, nilm)
	delete(nilm, "x")
	for range nilm {
		fmt.Println("never")
	}
	s := map[key][]string{}
	s[key{"a", 1}] = append(s[key{"a", 1}], "x", "y")
	s[key{"a", 1}][0] = "z"
	fmt.Println(s)
	mm := map[string]map[string]int{}
	for _, w := range []string{"ab", "ac", "bc", "ab"} {
		if mm[w[:1]] == nil {
			mm[w[:1]] = map[string]int{}
		}
		mm[w[:1]][w]++
	}
	fmt.Println(mm, mm["x"]["y"])
	a := map[any]string{1: "int", int8(1): "int8", "1": "str", 1.0: "float", key{"k", 1}: "key", [1]int{1}: "arr", true: "bool"}
	fmt.Println(len(a), a[1], a[int8(1)], a["1"], a[1.0], a[key{"k", 1}], a[[1]int{1}], a[true], a[int16(1)] == "")
	im := map[iface]int{k1(1): 1, k2("x"): 2}
	im[k1(1)]++
	fmt.Println(im[k1(1)], im[k2("x")], im[k1(2)])
	f := map[float64]int{}
	nan := math.NaN()
	f[nan] = 1
	f[nan] = 2
	f[0] = 3
	f[math.Copysign(0, -1)]++
	_, found := f[nan]
	fmt.Println(len(f), found, f[0])
	clear(f)
	fmt.Println(len(f))
	p1, p2 := new(int), new(int)
	pm := map[*int]int{p1: 1, p2: 2}
	fmt.Println(pm[p1], pm[p2], pm[nil])
	fm := map[string]func(int) int{"inc": func(i int) int { return i + 1 }}
	if g, ok := fm["inc"]; ok {
		fmt.Println(g(1))
	}
	type set map[string]struct{}
	st := set{"a": {}, "b": {}}
	_, has := st["a"]
	fmt.Println(has, st, len(st))
	x := map[string]*key{"p": {"q", 1}}
	x["p"].b = 5
	fmt.Println(*x["p"])
	sl := map[string][]int{"a": {1, 2, 3}}
	for i := range sl["a"] {
		sl["a"][i] *= 2
	}
	fmt.Println(sl)
	big := map[int]int{}
	for i := range 10000 {
		big[i*7919%10007] = i
	}
	sum := 0
	for k, v := range big {
		sum += k ^ v
	}
	fmt.Println(len(big), sum)
	b := m
	b["shared"] = 1
	fmt.Println(m["shared"])
	c := map[bool]string{true: "t"}
	fmt.Println(c[false] == "", c[1 < 2])
	func() {
		defer func() { fmt.Println(recover()) }()
		var a any = map[string]int{}
		fmt.Println(map[any]int{}[a])
	}()
}
