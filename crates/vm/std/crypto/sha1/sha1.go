// Package sha1 has the hash function SHA-1, which is broken: two texts with one hash have been made.
package sha1

import (
	_ "crypto/internal/fips140deps/time"
	"hash"
	"math/bits"
)

// Lengths in bytes.
const (
	Size      = 20
	BlockSize = 64
)

type digest struct {
	h    [5]uint32
	rest []byte
	n    uint64
}

var start = [5]uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}

// New returns the hash function.
func New() hash.Hash { return &digest{h: start} }

// Sum returns the hash of data.
func Sum(data []byte) (sum [Size]byte) {
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
	var w [80]uint32
	for i := range w {
		if i < 16 {
			w[i] = uint32(p[4*i])<<24 | uint32(p[4*i+1])<<16 | uint32(p[4*i+2])<<8 | uint32(p[4*i+3])
		} else {
			w[i] = bits.RotateLeft32(w[i-3]^w[i-8]^w[i-14]^w[i-16], 1)
		}
	}
	a, b, c, e, g := d.h[0], d.h[1], d.h[2], d.h[3], d.h[4]
	for i, word := range w {
		var f, k uint32
		switch i / 20 {
		case 0:
			f, k = b&c|^b&e, 0x5a827999
		case 1:
			f, k = b^c^e, 0x6ed9eba1
		case 2:
			f, k = b&c|b&e|c&e, 0x8f1bbcdc
		case 3:
			f, k = b^c^e, 0xca62c1d6
		}
		a, b, c, e, g = bits.RotateLeft32(a, 5)+f+g+k+word, a, bits.RotateLeft32(b, 30), c, e
	}
	for i, v := range [5]uint32{a, b, c, e, g} {
		d.h[i] += v
	}
}
