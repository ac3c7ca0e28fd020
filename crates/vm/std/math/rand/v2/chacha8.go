package rand

// A ChaCha8 is a generator made of the ChaCha cipher with eight rounds (Daniel J. Bernstein).
type ChaCha8 struct {
	buf     [64]uint32 // four blocks, word by word
	seed    [8]uint32
	counter uint32
	used    int    // numbers of buf
	rest    []byte // of a number that Read took a part of
}

const (
	numbers    = 32 // in buf
	blocks     = 4  // in buf
	counterMax = 16
	seedWords  = 8
)

// NewChaCha8 returns a ChaCha8 with a seed.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

// Seed begins the sequence of a seed.
func (c *ChaCha8) Seed(seed [32]byte) {
	for i := range c.seed {
		b := seed[4*i:]
		c.seed[i] = uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
	}
	c.counter, c.used, c.rest = 0, 0, nil
	c.fill()
}

// Uint64 returns a number of 64 bits.
func (c *ChaCha8) Uint64() uint64 {
	n := numbers
	if c.counter == counterMax-blocks {
		n -= seedWords / 2 // the last ones are the next seed
	}
	if c.used == n {
		if c.counter += blocks; c.counter == counterMax {
			copy(c.seed[:], c.buf[2*n:])
			c.counter = 0
		}
		c.used = 0
		c.fill()
	}
	low, high := c.buf[2*c.used], c.buf[2*c.used+1]
	c.used++
	return uint64(high)<<32 | uint64(low)
}

// Read fills p.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(c.rest) == 0 {
			word := c.Uint64()
			c.rest = make([]byte, 8)
			for i := range c.rest {
				c.rest[i] = byte(word >> (8 * i))
			}
		}
		k := copy(p[n:], c.rest)
		c.rest, n = c.rest[k:], n+k
	}
	return n, nil
}

// fill makes four blocks.
func (c *ChaCha8) fill() {
	for i := range uint32(blocks) {
		x := [16]uint32{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}
		copy(x[4:], c.seed[:])
		x[12] = c.counter + i
		for range 4 {
			for j := range 4 {
				quarter(&x, j, 4+j, 8+j, 12+j)
			}
			for j := range 4 {
				quarter(&x, j, 4+(j+1)%4, 8+(j+2)%4, 12+(j+3)%4)
			}
		}
		for j, word := range x {
			if 4 <= j && j < 12 {
				word += c.seed[j-4]
			}
			c.buf[4*uint32(j)+i] = word
		}
	}
}

func quarter(x *[16]uint32, a, b, c, d int) {
	x[a] += x[b]
	x[d] = turn(x[d]^x[a], 16)
	x[c] += x[d]
	x[b] = turn(x[b]^x[c], 12)
	x[a] += x[b]
	x[d] = turn(x[d]^x[a], 8)
	x[c] += x[d]
	x[b] = turn(x[b]^x[c], 7)
}

func turn(x uint32, n int) uint32 { return x<<n | x>>(32-n) }
