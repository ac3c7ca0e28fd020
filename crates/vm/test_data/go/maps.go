package main

import (
	"fmt"
	"math"
	"sort"
)

type key struct {
	a int
	b string
}

func main() {
	m := map[string]int{"a": 1, "b": 2}
	m["c"]++
	m["a"] += 10
	v, ok := m["zzz"]
	fmt.Println(len(m), m["a"], v, ok, m)
	delete(m, "b")
	delete(m, "nothing")
	_, ok = m["b"]
	fmt.Println(ok, m)
	var nilmap map[int]bool
	fmt.Println(nilmap[3], len(nilmap))
	for range nilmap {
		fmt.Println("never")
	}
	big := make(map[int]int)
	for i := 0; i < 10000; i++ {
		big[i*7] = i
	}
	for i := 0; i < 10000; i += 2 {
		delete(big, i*7)
	}
	sum := 0
	for k, v := range big {
		sum += k - v
	}
	fmt.Println(len(big), sum)
	ks := map[key][]int{}
	ks[key{1, "x"}] = append(ks[key{1, "x"}], 5)
	ks[key{1, "x"}] = append(ks[key{1, "x"}], 6)
	fmt.Println(ks, ks[key{2, "x"}] == nil)
	anys := map[any]string{1: "int", "1": "string", 1.0: "float", key{1, ""}: "key", [2]int{1, 2}: "array"}
	fmt.Println(anys[1], anys["1"], anys[1.0], anys[key{1, ""}], anys[[2]int{1, 2}], len(anys[int8(1)]))
	nan := math.NaN()
	f := map[float64]int{nan: 1, nan: 2, 0: 3}
	f[nan] = 4
	f[math.Copysign(0, -1)] = 5
	fmt.Println(len(f), f[nan], f[0])
	clear(f)
	fmt.Println(len(f))
	seen := map[int]int{}
	for i := 0; i < 100; i++ {
		seen[i] = 0
	}
	visits := 0
	for k := range seen {
		visits++
		delete(seen, k)
		seen[k+1000] = 1
		if visits > 5000 {
			break
		}
	}
	fmt.Println(visits >= 100, len(seen))
	for k := range seen {
		delete(seen, k)
	}
	fmt.Println(len(seen))
	words := map[string][]string{}
	for _, w := range []string{"apple", "avocado", "bean", "corn", "cherry"} {
		words[w[:1]] = append(words[w[:1]], w)
	}
	var letters []string
	for k := range words {
		letters = append(letters, k)
	}
	sort.Strings(letters)
	for _, k := range letters {
		fmt.Print(k, words[k], " ")
	}
	fmt.Println()
	nested := map[string]map[string]int{"x": {"y": 1}}
	nested["x"]["z"] = 2
	fmt.Println(nested)
	orders := map[string]bool{}
	for i := 0; i < 50; i++ {
		s := ""
		for k := range map[int]int{1: 1, 2: 2, 3: 3} {
			s += fmt.Sprint(k)
		}
		orders[s] = true
	}
	fmt.Println(len(orders) > 1)
	sets := map[struct{ x, y int8 }]struct{}{{1, 2}: {}}
	_, ok = sets[struct{ x, y int8 }{1, 2}]
	fmt.Println(ok, len(sets))
}
