package main

import "fmt"

type big struct {
	a [4]int
	s string
}

type grid [3][3]uint8

func ret3() (int, string, [2]float64) { return 1, "x", [2]float64{1.5, 2.5} }

func modify(g grid) grid { g[1][1] = 9; return g }

func sum(xs ...float32) (t float32) {
	for _, x := range xs {
		t += x
	}
	return t
}

func main() {
	b := big{[4]int{1, 2, 3, 4}, "s"}
	c := b
	c.a[2] = 30
	i := 3
	c.a[i]++
	fmt.Println(b, c, b == c, b == big{[4]int{1, 2, 3, 4}, "s"})
	var g grid
	h := modify(g)
	fmt.Println(g, h, g != h)
	for i := range h {
		for j := range h[i] {
			h[i][j] += uint8(i*3 + j)
		}
	}
	fmt.Println(h)
	x, y, z := ret3()
	fmt.Println(x, y, z, z[1])
	fmt.Println(sum(0.1, 0.2, 0.3), float64(sum(0.1)), sum())
	ch := make(chan big, 1)
	ch <- b
	fmt.Println(<-ch)
	cb := make(chan [3]uint8)
	go func() { cb <- [3]uint8{1, 2, 3}; close(cb) }()
	v, ok := <-cb
	fmt.Println(v, ok)
	v, ok = <-cb
	fmt.Println(v, ok)
	cc := make(chan complex64, 2)
	cc <- 1 + 2i
	w := <-cc
	fmt.Println(w*w, w == 1+2i)
	m := map[[2]int8]big{{1, 2}: b}
	m[[2]int8{3, 4}] = c
	fmt.Println(m[[2]int8{1, 2}].s, len(m[[2]int8{3, 4}].a), m[[2]int8{9, 9}].a[0])
	mc := map[complex128]float32{1i: 0.5}
	mc[1i] += 0.25
	fmt.Println(mc[complex(0, 1)], mc)
	var a any = c
	fmt.Println(a.(big).a[3], a == any(c), a == any(b))
	var f32 float32 = 16777216
	fmt.Println(f32+1, float64(f32)+1, int32(f32), f32/3)
	var u uint64 = 1<<64 - 1
	fmt.Println(u, float64(u), u>>1, u/3, u%10, int64(u), uint32(u))
	e := []struct {
		n int16
		b bool
	}{{1, true}, {2, false}}
	e[1].b = e[0].b
	e[0].n -= 5
	fmt.Println(e, len(e))
	arr := [5]string{1: "b", 3: "d"}
	for i, s := range arr {
		fmt.Printf("%d%q ", i, s)
	}
	fmt.Println(arr == [5]string{"", "b", "", "d", ""})
	k := -7
	fmt.Println(k/2, k%2, k>>1, uint8(k), -k&3, k&^1, ^k)
	type pair struct {
		x, y float32
		c    complex64
	}
	p := pair{1.5, -2, 3 + 4i}
	q := &p
	q.x, q.y = q.y, q.x
	q.c = complex(real(q.c), -imag(q.c))
	fmt.Println(p, *q == p)
	var iface interface{ Area() int }
	fmt.Println(iface == nil)
	copyOf := func(p pair) pair { p.x = 100; return p }
	fmt.Println(copyOf(p).x, p.x)
}
