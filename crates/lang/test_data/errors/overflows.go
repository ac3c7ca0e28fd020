package main

import (
	"fmt"
	"math"
)

func main() {
	println(math.MinInt64 / -1)
	const m = math.MinInt64
	var x int64 = m / -1
	var y = -m
	var z int8 = -128
	println(x, y, -z, z/-1, int8(-128)/-1)
	const a int8 = -128
	println(a/-1, -a, a-1, a*a, ^a, a<<1)
	const u uint = 0
	println(u-1, ^u, -u, uint8(255)+1, uint32(1)<<32)
	const i int64 = math.MaxInt64
	println(i+1, i*2, i<<1, i/0)
	const c = 'a' * 1e20
	println(c, 'x'<<30, 1<<62*4, 9223372036854775807+1, 18446744073709551615+1)
	var f32 float32 = 3.5e38
	var f64 float64 = 1e309
	println(f32, f64, float32(1e39), int(3.5), uint(-1), byte(300), rune(1<<31))
	println(math.MaxUint64, uint64(math.MaxUint64)+1, -5 % 0, 1.0/0, 5.0/0.0)
	var arr [3]int
	println(arr[3], arr[-1], "abc"[3], arr[1<<63], arr[0:4], arr[2:1])
	const big = 1 << 1000
	const huge = big << 1000
	println(big, huge>>1990, big*big)
	println(1<<(1<<20))
}

func more() {
	fmt.Println(math.MinInt64/-1, math.MaxInt64+1, math.MaxUint64)
	fmt.Println(math.MinInt64/-1)
	fmt.Println("a", math.MaxUint64)
	fmt.Printf("%d\n", math.MaxUint64)
	x := math.MaxUint64
	y := -math.MinInt64
	var z = math.MaxInt64 * 2
	var any1 any = 1 << 63
	_ = []any{1 << 63, 1 << 62}
	_, _, _, _ = x, y, z, any1
}
