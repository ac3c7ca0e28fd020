package rand

import (
	"errors"
	"math/bits"
)

// A PCG is a generator with 128 bits of state (Melissa O'Neill's PCG-DXSM).
type PCG struct{ high, low uint64 }

// NewPCG returns a PCG with the given state.
func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

// Seed sets the state.
func (p *PCG) Seed(seed1, seed2 uint64) { p.high, p.low = seed1, seed2 }

// Uint64 returns a number of 64 bits.
func (p *PCG) Uint64() uint64 {
	const (
		factorHigh, factorLow   = 2549297995355413924, 4865540595714422341
		summandHigh, summandLow = 6364136223846793005, 1442695040888963407
		cheap                   = 0xda942042e4dd58b5
	)
	high, low := bits.Mul64(p.low, factorLow)
	high += p.high*factorLow + p.low*factorHigh
	low, carry := bits.Add64(low, summandLow, 0)
	high, _ = bits.Add64(high, summandHigh, carry)
	p.high, p.low = high, low
	high ^= high >> 32
	high *= cheap
	high ^= high >> 48
	return high * (low | 1)
}

// What the state begins with as bytes.
const pcgName = "pcg:"

// MarshalBinary returns the state as bytes.
func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

// AppendBinary appends what MarshalBinary returns.
func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, pcgName...)
	for _, word := range []uint64{p.high, p.low} {
		for i := 56; i >= 0; i -= 8 {
			b = append(b, byte(word>>i))
		}
	}
	return b, nil
}

// UnmarshalBinary sets the state to what MarshalBinary returned.
func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != len(pcgName)+16 || string(data[:len(pcgName)]) != pcgName {
		return errors.New("invalid PCG encoding")
	}
	var words [2]uint64
	for i, c := range data[len(pcgName):] {
		words[i/8] = words[i/8]<<8 | uint64(c)
	}
	p.high, p.low = words[0], words[1]
	return nil
}
