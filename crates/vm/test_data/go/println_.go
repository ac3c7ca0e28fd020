package main

type T struct{ a, b int }

func main() {
	println(1, -2, "three", true, 'a', 1.5, float32(0.25), 1e100, uint8(200))
	print("no ", "newline ", 1, 2, "\n")
	println()
	var p *T
	var i any
	var s []int
	var m map[int]int
	println(p == nil, i == nil, len(s), len(m), 1+2i)
	println(p, i, s, m, int64(-1)<<63, ^uint64(0))
}
