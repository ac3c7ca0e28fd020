// Package bits counts and moves the bits of unsigned integers.
package bits

// UintSize is the size of a uint in bits.
const UintSize = 64

// LeadingZeros64 returns the number of zeros before the highest bit that is set.
func LeadingZeros64(x uint64) int { return 64 - Len64(x) }

// LeadingZeros32 is LeadingZeros64 for 32 bits.
func LeadingZeros32(x uint32) int { return 32 - Len32(x) }

// LeadingZeros16 is LeadingZeros64 for 16 bits.
func LeadingZeros16(x uint16) int { return 16 - Len16(x) }

// LeadingZeros8 is LeadingZeros64 for 8 bits.
func LeadingZeros8(x uint8) int { return 8 - Len8(x) }

// LeadingZeros is LeadingZeros64 for uint.
func LeadingZeros(x uint) int { return 64 - Len(x) }

// TrailingZeros64 returns the number of zeros after the lowest bit that is set.
func TrailingZeros64(x uint64) int {
	if x == 0 {
		return 64
	}
	return Len64(x&-x) - 1
}

// TrailingZeros32 is TrailingZeros64 for 32 bits.
func TrailingZeros32(x uint32) int {
	if x == 0 {
		return 32
	}
	return TrailingZeros64(uint64(x))
}

// TrailingZeros16 is TrailingZeros64 for 16 bits.
func TrailingZeros16(x uint16) int {
	if x == 0 {
		return 16
	}
	return TrailingZeros64(uint64(x))
}

// TrailingZeros8 is TrailingZeros64 for 8 bits.
func TrailingZeros8(x uint8) int {
	if x == 0 {
		return 8
	}
	return TrailingZeros64(uint64(x))
}

// TrailingZeros is TrailingZeros64 for uint.
func TrailingZeros(x uint) int { return TrailingZeros64(uint64(x)) }

// OnesCount64 returns the number of bits that are set.
func OnesCount64(x uint64) int {
	x -= x >> 1 & 0x5555555555555555
	x = x&0x3333333333333333 + x>>2&0x3333333333333333
	x = (x + x>>4) & 0x0f0f0f0f0f0f0f0f
	return int(x * 0x0101010101010101 >> 56)
}

// OnesCount32 is OnesCount64 for 32 bits.
func OnesCount32(x uint32) int { return OnesCount64(uint64(x)) }

// OnesCount16 is OnesCount64 for 16 bits.
func OnesCount16(x uint16) int { return OnesCount64(uint64(x)) }

// OnesCount8 is OnesCount64 for 8 bits.
func OnesCount8(x uint8) int { return OnesCount64(uint64(x)) }

// OnesCount is OnesCount64 for uint.
func OnesCount(x uint) int { return OnesCount64(uint64(x)) }

// Len64 returns the number of bits needed for x.
func Len64(x uint64) (n int) {
	for shift := 32; shift > 0; shift >>= 1 {
		if y := x >> shift; y != 0 {
			x = y
			n += shift
		}
	}
	return n + int(x)
}

// Len32 is Len64 for 32 bits.
func Len32(x uint32) int { return Len64(uint64(x)) }

// Len16 is Len64 for 16 bits.
func Len16(x uint16) int { return Len64(uint64(x)) }

// Len8 is Len64 for 8 bits.
func Len8(x uint8) int { return Len64(uint64(x)) }

// Len is Len64 for uint.
func Len(x uint) int { return Len64(uint64(x)) }
