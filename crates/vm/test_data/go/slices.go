package main

import "fmt"

func modify(s []int) { s[0] = 99 }

func main() {
	var s []int
	fmt.Println(s == nil, len(s), cap(s))
	last := -1
	for i := 0; i < 2000; i++ {
		s = append(s, i)
		if cap(s) != last {
			last = cap(s)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	t := s[2:5]
	modify(t)
	fmt.Println(t, s[:6], cap(t) > 100)
	u := s[2:5:5]
	u = append(u, -1)
	fmt.Println(u, s[5])
	v := make([]string, 2, 10)
	v[1] = "b"
	fmt.Printf("%q %d %d\n", v, len(v), cap(v))
	w := append([]byte("hello "), "world"...)
	n := copy(w, "HE")
	fmt.Println(string(w), n, string(w[:5]))
	a := [5]int{1, 2, 3, 4, 5}
	b := a[1:4]
	b[0] = 20
	b = append(b, 50)
	fmt.Println(a, b, cap(b))
	copy(a[1:], a[:])
	fmt.Println(a)
	grid := make([][]rune, 3)
	for i := range grid {
		grid[i] = []rune("...")
		grid[i][i] = '#'
	}
	for _, row := range grid {
		fmt.Println(string(row))
	}
	c := append([]int(nil), s[:3]...)
	c = append(c[:1], c[2:]...)
	fmt.Println(c, len(s))
	clear(c)
	fmt.Println(c, min(3, 1, 2), max(2.5, 1))
	arr := [3]int(s[:3])
	ptr := (*[2]int)(s)
	ptr[1] = -7
	fmt.Println(arr, s[:2], *ptr)
	type big struct{ a, b, c int64 }
	var bs []big
	for i := range int64(10) {
		bs = append(bs, big{i, i * i, -i})
	}
	fmt.Println(bs[9], len(bs), cap(bs))
	bs[3].b++
	for i, x := range bs {
		x.a = 100
		if i == 3 {
			fmt.Println(x, bs[i])
		}
	}
	fmt.Println(append([]float32{1}, 2.5, 3), append([]bool{}, true))
}
