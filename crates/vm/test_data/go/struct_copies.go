// Structs and arrays are values: assignment, ranges, maps, channels, interfaces and closures copy them.
package main

import "fmt"

type point struct{ x, y int }
type line struct {
	from, to point
	tags     [2]string
	more     []int
}

func change(l line) line {
	l.from.x = 99
	l.tags[0] = "changed"
	l.more[0] = 42
	return l
}

func changeArray(a [3]int) { a[0] = 100 }

func main() {
	a := line{point{1, 2}, point{3, 4}, [2]string{"p", "q"}, []int{1}}
	b := a
	b.to.y = 50
	b.tags[1] = "z"
	fmt.Println(a, b)
	c := change(a)
	fmt.Println(a, c)

	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 10
		if i == 2 {
			fmt.Println("range over a copy:", v)
		}
	}
	for i, v := range &arr {
		arr[2] = 20
		if i == 2 {
			fmt.Println("range over the array:", v)
		}
	}
	sl := arr[:]
	for i, v := range sl {
		arr[2] = 30
		if i == 2 {
			fmt.Println("range over a slice:", v)
		}
	}
	changeArray(arr)
	fmt.Println(arr, arr == [3]int{1, 2, 30}, arr != [...]int{1, 2, 3})

	points := []point{{1, 1}, {2, 2}}
	for _, p := range points {
		p.x = 0
	}
	for i := range points {
		points[i].y *= 10
	}
	fmt.Println(points)

	m := map[string]point{"a": {1, 2}}
	p := m["a"]
	p.x = 9
	fmt.Println(m, p)
	m["a"] = p
	fmt.Println(m, m["none"])
	mp := map[string]*point{"a": {1, 2}}
	mp["a"].x++
	fmt.Println(*mp["a"])
	ms := map[point][]int{{1, 2}: {1}}
	ms[point{1, 2}] = append(ms[point{1, 2}], 2)
	ms[point{0, 0}] = append(ms[point{0, 0}], 5)
	fmt.Println(ms, len(ms))
	ma := map[string][2]int{}
	v := ma["x"]
	v[1]++
	ma["x"] = v
	fmt.Println(ma, ma["x"][1])

	ch := make(chan line, 1)
	ch <- a
	a.from.x = -1
	got := <-ch
	fmt.Println(got.from.x, a.from.x)

	var i any = a
	a.to.x = -2
	fmt.Println(i.(line).to.x, i.(line).from == point{-1, 2})

	f := func() point { return a.from }
	q := f()
	a.from = point{7, 7}
	fmt.Println(q, f())

	matrix := [2][2]int{{1, 2}, {3, 4}}
	row := matrix[0]
	row[0] = 9
	pr := &matrix[1]
	pr[0] = 8
	fmt.Println(matrix, row, len(matrix), *pr)
	matrix[0], matrix[1] = matrix[1], matrix[0]
	fmt.Println(matrix)

	type node struct {
		val  int
		next *node
	}
	n := node{1, &node{2, nil}}
	copied := n
	copied.next.val = 3
	copied.val = 4
	fmt.Println(n.val, n.next.val, copied.val)
	x, y := point{1, 2}, point{3, 4}
	x, y = y, x
	fmt.Println(x, y, x == y, x == point{3, 4})
	pp := &x
	*pp = y
	y.x = 0
	fmt.Println(x, *pp)
	var z struct{}
	fmt.Println(z, struct{}{} == z)
}
