package main

type point struct{ x, y int }

type row [3]point

func main() {
	println(point{1, 2})
	print(1, row{}, "and", [2]string{}, &point{})
	defer println(struct{}{})
	go print(struct {
		name string
		at   []point
	}{})
	println([]point{}, map[point]row{} == nil, any(point{}), func() {} == nil)
}
