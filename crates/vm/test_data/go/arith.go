package main

import "fmt"

type Celsius float64

func main() {
	a, b := 17, -5
	fmt.Println(a+b, a-b, a*b, a/b, a%b, -a/b, -a%b)
	fmt.Println(a&b, a|b, a^b, a&^b, ^a, a<<3, b>>1, uint32(b)>>28)
	var u8 uint8 = 250
	u8 += 10
	var i8 int8 = 127
	i8++
	var u16 uint16 = 1
	u16 -= 2
	var i32 int32 = -1 << 31
	fmt.Println(u8, i8, u16, -i32, i32/-1)
	var i64 int64 = -1 << 63
	fmt.Println(i64/-1, i64%-1, uint64(i64), uint64(1)<<63)
	f := 1.0 / 3
	fmt.Println(f, float32(f), f*3 == 1, int(f*10), int(-f*10), uint8(int(f*1000)))
	var c complex128 = complex(1, 2)
	c = c*c + 1i
	fmt.Println(c, real(c), imag(c), c == complex(-3, 5), c/complex(0, 1))
	fmt.Println(Celsius(36.6)+0.4, 7/2, 7/2.0, 1<<10, 0x1F, 0b101, 0o17, 'a', '世')
	var s uint = 70
	fmt.Println(1<<s == 0, a<<s, b>>s)
	const big = 1 << 100
	fmt.Println(big>>98, float64(big))
	x := 10
	x++
	x *= 2
	x -= 3
	x %= 7
	x |= 8
	x &^= 1
	fmt.Println(x, !(x > 3) || x != 4 && true)
}
