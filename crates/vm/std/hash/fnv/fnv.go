// Package fnv has the hash functions of Fowler, Noll and Vo.
package fnv

import (
	"hash"
	"math/bits"
)

const (
	offset32 = 2166136261
	prime32  = 16777619
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

type sum32 struct {
	sum      uint32
	xorFirst bool
}

type sum64 struct {
	sum      uint64
	xorFirst bool
}

// New32 returns FNV-1 of 32 bits.
func New32() hash.Hash32 { return &sum32{offset32, false} }

// New32a returns FNV-1a of 32 bits.
func New32a() hash.Hash32 { return &sum32{offset32, true} }

// New64 returns FNV-1 of 64 bits.
func New64() hash.Hash64 { return &sum64{offset64, false} }

// New64a returns FNV-1a of 64 bits.
func New64a() hash.Hash64 { return &sum64{offset64, true} }

func (s *sum32) Write(b []byte) (int, error) {
	sum := s.sum
	for _, c := range b {
		if s.xorFirst {
			sum = (sum ^ uint32(c)) * prime32
		} else {
			sum = sum*prime32 ^ uint32(c)
		}
	}
	s.sum = sum
	return len(b), nil
}

func (s *sum64) Write(b []byte) (int, error) {
	sum := s.sum
	for _, c := range b {
		if s.xorFirst {
			sum = (sum ^ uint64(c)) * prime64
		} else {
			sum = sum*prime64 ^ uint64(c)
		}
	}
	s.sum = sum
	return len(b), nil
}

func (s *sum32) Sum32() uint32 { return s.sum }

func (s *sum64) Sum64() uint64 { return s.sum }

func (s *sum32) Sum(b []byte) []byte {
	return append(b, byte(s.sum>>24), byte(s.sum>>16), byte(s.sum>>8), byte(s.sum))
}

func (s *sum64) Sum(b []byte) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(s.sum>>shift))
	}
	return b
}

func (s *sum32) Reset() { s.sum = offset32 }

func (s *sum64) Reset() { s.sum = offset64 }

func (s *sum32) Size() int { return 4 }

func (s *sum64) Size() int { return 8 }

func (s *sum32) BlockSize() int { return 1 }

func (s *sum64) BlockSize() int { return 1 }

// A sum128 has the high half first.
type sum128 struct {
	hi, lo   uint64
	xorFirst bool
}

const (
	offset128hi = 0x6c62272e07bb0142
	offset128lo = 0x62b821756295c58d
	prime128lo  = 0x13b // the prime is 1<<88 more
)

// New128 returns FNV-1 of 128 bits.
func New128() hash.Hash { return &sum128{offset128hi, offset128lo, false} }

// New128a returns FNV-1a of 128 bits.
func New128a() hash.Hash { return &sum128{offset128hi, offset128lo, true} }

func (s *sum128) Write(b []byte) (int, error) {
	for _, c := range b {
		if s.xorFirst {
			s.lo ^= uint64(c)
		}
		hi, lo := bits.Mul64(prime128lo, s.lo)
		s.hi, s.lo = hi+s.lo<<24+prime128lo*s.hi, lo
		if !s.xorFirst {
			s.lo ^= uint64(c)
		}
	}
	return len(b), nil
}

func (s *sum128) Sum(b []byte) []byte {
	for _, half := range [2]uint64{s.hi, s.lo} {
		for shift := 56; shift >= 0; shift -= 8 {
			b = append(b, byte(half>>shift))
		}
	}
	return b
}

func (s *sum128) Reset() { s.hi, s.lo = offset128hi, offset128lo }

func (s *sum128) Size() int { return 16 }

func (s *sum128) BlockSize() int { return 1 }
