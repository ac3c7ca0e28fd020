// Package sha256 has the hash function SHA-256.
package sha256

import (
	_ "crypto/internal/fips140deps/time"
	"hash"
	"math/bits"
)

// Lengths in bytes.
const (
	Size      = 32
	BlockSize = 64
)

// start and rounds are the first bits of the fractions of the square roots and cube roots of the first primes.
var (
	start  [8]uint32
	rounds [64]uint32
)

func init() {
	n := 0
	for p := uint64(2); n < 64; p++ {
		prime := true
		for d := uint64(2); d*d <= p; d++ {
			prime = prime && p%d != 0
		}
		if !prime {
			continue
		}
		rounds[n] = fraction(p, 3)
		if n < 8 {
			start[n] = fraction(p, 2)
		}
		n++
	}
}

// fraction returns the first 32 bits after the point of a root of n: the low bits of the largest x whose power is not above
// n shifted by that many bits.
func fraction(n uint64, power int) uint32 {
	x := uint64(0)
	for bit := uint64(1) << 36; bit > 0; bit >>= 1 {
		if !exceeds(x|bit, n, power) {
			x |= bit
		}
	}
	return uint32(x)
}

// exceeds reports whether x to the power, as a fraction with 32 bits after the point, is above n.
func exceeds(x, n uint64, power int) bool {
	hi, lo := bits.Mul64(x, x) // 64 bits after the point
	if power == 2 {
		return hi > n || hi == n && lo > 0
	}
	// times x: 96 bits after the point
	h1, _ := bits.Mul64(lo, x)
	h2, l2 := bits.Mul64(hi, x)
	low, carry := bits.Add64(l2, h1, 0)
	high := h2 + carry
	whole := high<<32 | low>>32
	return whole >= n
}

type digest struct {
	h    [8]uint32
	rest []byte
	n    uint64
}

// New returns the hash function.
func New() hash.Hash { return &digest{h: start} }

// Sum256 returns the hash of data.
func Sum256(data []byte) (sum [Size]byte) {
	d := digest{h: start}
	d.Write(data)
	d.Sum(sum[:0])
	return sum
}

func (d *digest) Reset() { *d = digest{h: start} }

func (d *digest) Size() int { return Size }

func (d *digest) BlockSize() int { return BlockSize }

func (d *digest) Write(p []byte) (int, error) {
	d.n += uint64(len(p))
	d.rest = append(d.rest, p...)
	for len(d.rest) >= BlockSize {
		d.block(d.rest)
		d.rest = d.rest[BlockSize:]
	}
	return len(p), nil
}

func (d *digest) Sum(b []byte) []byte {
	end := digest{h: d.h, rest: append([]byte(nil), d.rest...)}
	pad := append(make([]byte, 0, 2*BlockSize), 0x80)
	for (len(d.rest)+len(pad))%BlockSize != 56 {
		pad = append(pad, 0)
	}
	for shift := 56; shift >= 0; shift -= 8 {
		pad = append(pad, byte(d.n<<3>>shift))
	}
	end.Write(pad)
	for _, word := range end.h {
		b = append(b, byte(word>>24), byte(word>>16), byte(word>>8), byte(word))
	}
	return b
}

func (d *digest) block(p []byte) {
	var w [64]uint32
	for i := range w {
		if i < 16 {
			w[i] = uint32(p[4*i])<<24 | uint32(p[4*i+1])<<16 | uint32(p[4*i+2])<<8 | uint32(p[4*i+3])
			continue
		}
		x, y := w[i-15], w[i-2]
		x = bits.RotateLeft32(x, -7) ^ bits.RotateLeft32(x, -18) ^ x>>3
		y = bits.RotateLeft32(y, -17) ^ bits.RotateLeft32(y, -19) ^ y>>10
		w[i] = w[i-16] + x + w[i-7] + y
	}
	v := d.h
	for i := range w {
		a, e := v[0], v[4]
		s1 := bits.RotateLeft32(e, -6) ^ bits.RotateLeft32(e, -11) ^ bits.RotateLeft32(e, -25)
		t1 := v[7] + s1 + (e&v[5] ^ ^e&v[6]) + rounds[i] + w[i]
		s0 := bits.RotateLeft32(a, -2) ^ bits.RotateLeft32(a, -13) ^ bits.RotateLeft32(a, -22)
		t2 := s0 + (a&v[1] ^ a&v[2] ^ v[1]&v[2])
		v = [8]uint32{t1 + t2, a, v[1], v[2], v[3] + t1, e, v[5], v[6]}
	}
	for i := range v {
		d.h[i] += v[i]
	}
}
