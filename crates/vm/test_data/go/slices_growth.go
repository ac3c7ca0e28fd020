// append: aliasing, capacities as the size classes give them.
package main

import "fmt"

type big struct{ a, b, c int64 }

// What is appended to escapes to the heap through it.
var keep any

func caps[T any](n int) {
	var s []T
	defer func() { keep = s }()
	last := -1
	for i := 0; i < n; i++ {
		var z T
		s = append(s, z)
		if cap(s) != last {
			last = cap(s)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
}

func main() {
	caps[int](3000)
	caps[byte](5000)
	caps[string](1000)
	caps[big](600)
	caps[*int](600)
	caps[int32](2000)
	caps[bool](100)
	caps[any](700)
	caps[[5]int16](300)
	caps[struct{}](5)

	for _, n := range []int{1, 2, 3, 5, 7, 9, 11, 17, 33, 100, 1000} {
		fmt.Print(cap(append([]int{}, make([]int, n)...)), " ", cap(append([]byte("x"), make([]byte, n)...)), " ",
			cap(append([]string(nil), make([]string, n)...)), "; ")
	}
	fmt.Println()
	s := make([]int, 5, 10)
	t := append(s, 1)
	u := append(s, 2)
	fmt.Println(t[5], u[5], len(s), cap(t))
	t = append(s[:2], 7)
	fmt.Println(s, t)
	s = s[2:4]
	fmt.Println(len(s), cap(s), s[:6])
	x := s[0:1:1]
	x = append(x, 99)
	fmt.Println(s, x, cap(s[1:2:3]))
	var n []int
	n = append(n, n...)
	fmt.Println(n == nil, len(n), cap(n))
	n = append(n, 1, 2, 3)
	fmt.Println(n, cap(n))
	n = append(n, n...)
	fmt.Println(n, cap(n))
	n = append(n[:1], n[2:]...)
	fmt.Println(n, cap(n))
	b := append([]byte("hello "), "world"...)
	fmt.Println(string(b), cap(b))
	fmt.Println(cap([]byte("abc")), cap([]byte("")))
	copy(b[2:], b)
	fmt.Println(string(b))
	fmt.Println(copy(b, "xyz"), string(b))
	clear(n)
	fmt.Println(n)
	n = n[:0]
	fmt.Println(n, len(n), cap(n))
	ss := [][]int{{1}, {2, 3}, nil, {}}
	ss[0] = append(ss[0], ss[1]...)
	fmt.Println(ss, len(ss[2]), ss[2] == nil, ss[3] == nil)
	arr := [5]int{1, 2, 3, 4, 5}
	v := arr[1:3]
	v = append(v, 40)
	fmt.Println(arr, v, cap(v))
	v = append(v, 50, 60)
	v[0] = -1
	fmt.Println(arr, v, cap(v))
	pa := (*[2]int)(v)
	pa[1] = 77
	fmt.Println(v, *pa, [2]int(v[2:]))
}
