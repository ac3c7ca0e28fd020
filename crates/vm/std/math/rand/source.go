package rand

// lagged is the additive lagged Fibonacci generator of Go 1 (Mitchell and Reeds): each number is the sum of two earlier ones.
type lagged struct {
	tap, feed int
	vec       [length]int64
}

const (
	length = 607
	lag    = 273
)

// NewSource returns a Source with Go's own sequence of numbers for the seed.
func NewSource(seed int64) Source {
	s := new(lagged)
	s.Seed(seed)
	return s
}

// step is one step of Lehmer's generator, without overflow.
func step(x int32) int32 {
	const a, q, r = 48271, 44488, 3399
	if x = a*(x%q) - r*(x/q); x < 0 {
		x += 1<<31 - 1
	}
	return x
}

// Seed begins the sequence of a seed.
func (s *lagged) Seed(seed int64) {
	s.tap, s.feed = 0, length-lag
	if seed %= 1<<31 - 1; seed < 0 {
		seed += 1<<31 - 1
	}
	if seed == 0 {
		seed = 89482311
	}
	x := int32(seed)
	for range 20 {
		x = step(x)
	}
	for i := range s.vec {
		x = step(x)
		u := int64(x) << 40
		x = step(x)
		u ^= int64(x) << 20
		x = step(x)
		s.vec[i] = u ^ int64(x) ^ int64(warm(i))
	}
}

// warm returns a number of the generator after 780 billion steps from its first state.
func warm(i int) uint64 {
	var n uint64
	for _, c := range warmed[16*i : 16*i+16] {
		digit := uint64(c - '0')
		if c >= 'a' {
			digit = uint64(c-'a') + 10
		}
		n = n<<4 | digit
	}
	return n
}

// Uint64 returns a number of 64 bits.
func (s *lagged) Uint64() uint64 {
	if s.tap--; s.tap < 0 {
		s.tap += length
	}
	if s.feed--; s.feed < 0 {
		s.feed += length
	}
	s.vec[s.feed] += s.vec[s.tap]
	return uint64(s.vec[s.feed])
}

// Int63 returns a number of 63 bits.
func (s *lagged) Int63() int64 { return int64(s.Uint64() & (1<<63 - 1)) }
