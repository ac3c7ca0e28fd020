package rand

// Int returns an int that is not negative.
func Int() int { return global.Int() }

// Int32 returns a number of 31 bits.
func Int32() int32 { return global.Int32() }

// Int64 returns a number of 63 bits.
func Int64() int64 { return global.Int64() }

// Uint returns a number of 64 bits.
func Uint() uint { return global.Uint() }

// Uint32 returns a number of 32 bits.
func Uint32() uint32 { return global.Uint32() }

// Uint64 returns a number of 64 bits.
func Uint64() uint64 { return global.Uint64() }

// IntN returns a number in 0..n.
func IntN(n int) int { return global.IntN(n) }

// Int32N returns a number in 0..n.
func Int32N(n int32) int32 { return global.Int32N(n) }

// Int64N returns a number in 0..n.
func Int64N(n int64) int64 { return global.Int64N(n) }

// UintN returns a number in 0..n.
func UintN(n uint) uint { return global.UintN(n) }

// Uint32N returns a number in 0..n.
func Uint32N(n uint32) uint32 { return global.Uint32N(n) }

// Uint64N returns a number in 0..n.
func Uint64N(n uint64) uint64 { return global.Uint64N(n) }

// Float32 returns a number in 0..1.
func Float32() float32 { return global.Float32() }

// Float64 returns a number in 0..1.
func Float64() float64 { return global.Float64() }

// Perm returns the numbers 0..n in random order.
func Perm(n int) []int { return global.Perm(n) }

// N returns a number in 0..n.
func N[Int intType](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(global.below(uint64(n)))
}

// Shuffle puts n elements in random order by swap.
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }

// NormFloat64 returns a normally distributed number, of mean 0 and standard deviation 1.
func NormFloat64() float64 { return global.NormFloat64() }

// ExpFloat64 returns an exponentially distributed number, of mean 1.
func ExpFloat64() float64 { return global.ExpFloat64() }
