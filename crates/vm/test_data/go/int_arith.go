// Integers: wrapping, division, remainders, shifts, conversions between sizes.
package main

import "fmt"

func main() {
	var i8 int8 = 127
	i8++
	var u8 uint8
	u8--
	var i64 int64 = -1 << 63
	var u64 uint64
	fmt.Println(i8, u8, -i64, i64-1, u64-1, i64/-1, i64%-1, -i8, i8*i8)
	m1, m3, three := -1, -3, 3
	fmt.Println(7/m3, 7%m3, -7/three, -7%three, m1/2, m1%2, m1>>1, uint32(m1)>>1, m1&0xf, m1^5, 6&^3, ^three)
	for _, n := range []uint{0, 1, 7, 8, 31, 32, 63, 64, 65, 200} {
		fmt.Print(int8(-1)<<n, " ", uint8(255)<<n, " ", uint8(200)>>n, " ", int8(-100)>>n, " ", int32(1)<<n, " ", 1<<n, " ",
			uint64(1)<<63>>n, " ", i64>>n, "; ")
	}
	fmt.Println()
	f := 1e100
	_ = f
	g := -3.99
	fmt.Println(int(g), int8(int(g)), uint8(int(300)&0xff), int32(i64|5), uint16(70000&0xffff), int16(u64-1&0x7fff))
	x := 300
	fmt.Println(uint8(x), int8(x), uint16(-x), int64(uint32(1<<32-1)), int32(-x)>>4, uint64(i8-5))
	x <<= 2
	x |= 1
	x ^= 0xff
	x &^= 0x10
	x %= 1000
	x >>= 1
	fmt.Println(x)
	var u uint = 3
	fmt.Println(u-4 > 0, u/2, u<<62, -u, ^u, int(u-4))
	var a, b uint32 = 1 << 31, 1 << 31
	fmt.Println(a+b, a*2, uint64(a)+uint64(b), a-b-1)
	var r rune = 'z' + 1
	var by byte = 'a' - 'A'
	fmt.Println(r, by, 'a'+by)
	s := uint8(3)
	fmt.Println(1<<s == 8, int64(1)<<s<<s, uint8(1)<<s<<s<<s)
	const big = 1 << 100
	fmt.Println(big>>98, big/(1<<97), uint64(big>>37))
	fmt.Println(0x_ff, 0b1010_1010, 0o17, 017, 1_000_000, 'a', "\x41")
	p := &x
	*p++
	*p *= *p
	fmt.Println(x)
	h := uint32(2166136261)
	for _, c := range []byte("hash me") {
		h ^= uint32(c)
		h *= 16777619
	}
	fmt.Println(h)
	z := 0
	defer func() { fmt.Println(recover()) }()
	fmt.Println(5 % z)
}
