package bits

// RotateLeft64 rotates left by k bits, right when k is negative.
func RotateLeft64(x uint64, k int) uint64 { return x<<(uint(k)&63) | x>>(64-uint(k)&63) }

// RotateLeft32 is RotateLeft64 for 32 bits.
func RotateLeft32(x uint32, k int) uint32 { return x<<(uint(k)&31) | x>>(32-uint(k)&31) }

// RotateLeft16 is RotateLeft64 for 16 bits.
func RotateLeft16(x uint16, k int) uint16 { return x<<(uint(k)&15) | x>>(16-uint(k)&15) }

// RotateLeft8 is RotateLeft64 for 8 bits.
func RotateLeft8(x uint8, k int) uint8 { return x<<(uint(k)&7) | x>>(8-uint(k)&7) }

// RotateLeft is RotateLeft64 for uint.
func RotateLeft(x uint, k int) uint { return uint(RotateLeft64(uint64(x), k)) }

// Reverse64 reverses the bits.
func Reverse64(x uint64) uint64 {
	x = x>>1&0x5555555555555555 | x&0x5555555555555555<<1
	x = x>>2&0x3333333333333333 | x&0x3333333333333333<<2
	x = x>>4&0x0f0f0f0f0f0f0f0f | x&0x0f0f0f0f0f0f0f0f<<4
	return ReverseBytes64(x)
}

// Reverse32 is Reverse64 for 32 bits.
func Reverse32(x uint32) uint32 { return uint32(Reverse64(uint64(x)) >> 32) }

// Reverse16 is Reverse64 for 16 bits.
func Reverse16(x uint16) uint16 { return uint16(Reverse64(uint64(x)) >> 48) }

// Reverse8 is Reverse64 for 8 bits.
func Reverse8(x uint8) uint8 { return uint8(Reverse64(uint64(x)) >> 56) }

// Reverse is Reverse64 for uint.
func Reverse(x uint) uint { return uint(Reverse64(uint64(x))) }

// ReverseBytes64 reverses the bytes.
func ReverseBytes64(x uint64) uint64 {
	x = x>>8&0x00ff00ff00ff00ff | x&0x00ff00ff00ff00ff<<8
	x = x>>16&0x0000ffff0000ffff | x&0x0000ffff0000ffff<<16
	return x>>32 | x<<32
}

// ReverseBytes32 is ReverseBytes64 for 32 bits.
func ReverseBytes32(x uint32) uint32 { return uint32(ReverseBytes64(uint64(x)) >> 32) }

// ReverseBytes16 is ReverseBytes64 for 16 bits.
func ReverseBytes16(x uint16) uint16 { return x>>8 | x<<8 }

// ReverseBytes is ReverseBytes64 for uint.
func ReverseBytes(x uint) uint { return uint(ReverseBytes64(uint64(x))) }

// Add64 returns x + y + carry and the carry out of it; carry is 0 or 1.
func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	return sum, (x&y | (x|y)&^sum) >> 63
}

// Sub64 returns x - y - borrow and the borrow out of it; borrow is 0 or 1.
func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	diff = x - y - borrow
	return diff, (^x&y | ^(x^y)&diff) >> 63
}

// Mul64 returns the 128 bits of x * y.
func Mul64(x, y uint64) (hi, lo uint64) {
	const low = 1<<32 - 1
	middle := x>>32*(y&low) + x&low*(y&low)>>32
	carry := middle&low + x&low*(y>>32)
	return x>>32*(y>>32) + middle>>32 + carry>>32, x * y
}

// Div64 divides 128 bits by y, which must be greater than hi.
func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if y == 0 {
		panic(overflow("runtime error: integer divide by zero"))
	}
	if y <= hi {
		panic(overflow("runtime error: integer overflow"))
	}
	rem = hi
	for i := 63; i >= 0; i-- {
		top := rem >> 63
		rem = rem<<1 | lo>>uint(i)&1
		quo <<= 1
		if top != 0 || rem >= y {
			rem -= y
			quo |= 1
		}
	}
	return quo, rem
}

// overflow is a fault of a division.
type overflow string

func (overflow) RuntimeError() {}

func (o overflow) Error() string { return string(o) }
