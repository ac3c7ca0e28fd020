// Package md5 has the hash function MD5, which is broken: whoever wants to can make two texts with one hash.
package md5

import (
	_ "crypto/internal/fips140deps/time"
	"hash"
	"math"
	"math/bits"
)

// Lengths in bytes.
const (
	Size      = 16
	BlockSize = 64
)

type digest struct {
	h    [4]uint32
	rest []byte
	n    uint64
}

var start = [4]uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}

// rounds are the first bits of the fractions of sines.
var rounds = func() (rounds [64]uint32) {
	for i := range rounds {
		rounds[i] = uint32(math.Abs(math.Sin(float64(i+1))) * (1 << 32))
	}
	return rounds
}()

// turns are by how many bits words are turned, four for each quarter of the rounds.
var turns = [16]int{7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21}

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
	for shift := 0; shift < 64; shift += 8 {
		pad = append(pad, byte(d.n<<3>>shift))
	}
	end.Write(pad)
	for _, word := range end.h {
		b = append(b, byte(word), byte(word>>8), byte(word>>16), byte(word>>24))
	}
	return b
}

func (d *digest) block(p []byte) {
	var w [16]uint32
	for i := range w {
		w[i] = uint32(p[4*i]) | uint32(p[4*i+1])<<8 | uint32(p[4*i+2])<<16 | uint32(p[4*i+3])<<24
	}
	a, b, c, e := d.h[0], d.h[1], d.h[2], d.h[3]
	for i, round := range rounds {
		var f uint32
		k := i
		switch i / 16 {
		case 0:
			f = b&c | ^b&e
		case 1:
			f, k = b&e|c&^e, 5*i+1
		case 2:
			f, k = b^c^e, 3*i+5
		case 3:
			f, k = c^(b|^e), 7*i
		}
		turned := bits.RotateLeft32(a+f+round+w[k%16], turns[i/16*4+i%4])
		a, b, c, e = e, b+turned, b, c
	}
	d.h[0] += a
	d.h[1] += b
	d.h[2] += c
	d.h[3] += e
}
