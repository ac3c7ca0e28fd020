package main

import (
	"fmt"
	"math"
)

// What may be changed while a map is iterated over, and what must then be seen.

func filled(n int) map[int]int {
	m := map[int]int{}
	for i := range n {
		m[i] = i
	}
	return m
}

// growing adds n entries for each one seen: old ones are seen once, with what they hold now.
func growing(n, more int) string {
	m := filled(n)
	seen := map[int]int{}
	next := n
	for k, v := range m {
		if m[k] != v {
			return fmt.Sprint("old value of ", k)
		}
		seen[k]++
		for range more {
			m[next] = next
			next++
			if next > 40*n {
				break
			}
		}
		for i := range min(n, 10) {
			m[i] = m[i] + 1
		}
	}
	for k, times := range seen {
		if times != 1 {
			return fmt.Sprint(k, " was seen ", times, " times")
		}
	}
	for i := range n {
		if seen[i] != 1 {
			return fmt.Sprint(i, " was not seen")
		}
	}
	return "ok"
}

// shrinking deletes others: they are not seen any more.
func shrinking(n int) string {
	m := filled(n)
	for k := range m {
		if _, ok := m[k]; !ok {
			return fmt.Sprint(k, " is gone and was seen")
		}
		delete(m, k)
		delete(m, (k+7)%n)
		delete(m, (k*31)%n)
		m[n+k] = k
		delete(m, n+k)
	}
	return fmt.Sprint("ok ", len(m))
}

// both grows and deletes while tables are replaced.
func both(n int) string {
	m := filled(n)
	gone := map[int]bool{}
	for k := range m {
		if gone[k] {
			return fmt.Sprint(k, " is gone and was seen")
		}
		if k < n {
			delete(m, k)
			gone[k] = true
			other := (k*17 + 5) % n
			delete(m, other)
			gone[other] = true
		}
		for i := range 20 {
			if len(m) < 20*n {
				m[n+k*20+i] = i
			}
		}
	}
	return "ok"
}

func nans(n int) string {
	m := map[float64]int{}
	for i := range n {
		m[math.NaN()] = i
		m[float64(i)] = i
	}
	sum, odd := 0, 0
	for k, v := range m {
		if k != k {
			odd++
			sum += v
		}
		for i := range 5 {
			m[float64(n+v*5+i)] = 0
		}
		delete(m, k)
	}
	count := len(m)
	clear(m)
	return fmt.Sprint(odd >= n, odd == n, sum == n*(n-1)/2, count >= n, len(m))
}

func cleared(n int) string {
	m := filled(n)
	rounds := 0
	for k := range m {
		rounds++
		clear(m)
		if _, ok := m[k]; ok {
			return "still there"
		}
	}
	for i := range n {
		m[-i] = i
	}
	for range m {
		rounds++
	}
	return fmt.Sprint(rounds)
}

type wide [40]int

func far() string {
	m := map[wide]wide{}
	for i := range 100 {
		m[wide{i, i % 7}] = wide{i * 2}
	}
	for k, v := range m {
		if v[0] != k[0]*2 {
			return "torn"
		}
		if k[0]%2 == 0 {
			delete(m, k)
		} else {
			v[1]++
			m[k] = v
		}
	}
	sum := 0
	for _, v := range m {
		sum += v[1]
	}
	_, ok := m[wide{2, 2}]
	return fmt.Sprint(len(m), sum, ok, m[wide{99, 1}][0])
}

func main() {
	for _, n := range []int{1, 2, 7, 8, 9, 14, 15, 100, 897, 3000} {
		fmt.Println(n, growing(n, 3), growing(n, 50), shrinking(n), both(n), nans(n), cleared(n))
	}
	fmt.Println(far())
	huge := 1 << 60
	m := make(map[string]int, huge)
	m["a"]++
	none := make(map[struct{}]struct{}, -huge/huge+9)
	none[struct{}{}] = struct{}{}
	fmt.Println(m, none, len(none))
	words := map[string]int{}
	for i := range 5000 {
		words[fmt.Sprint(i%1000)]++
	}
	total := 0
	for _, n := range words {
		total += n
	}
	fmt.Println(len(words), total, words["999"])
}
