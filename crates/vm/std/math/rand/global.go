package rand

// Seed does nothing: the seed is that of the run.
func Seed(seed int64) {}

// Int returns an int that is not negative.
func Int() int { return global.Int() }

// Intn returns a number in 0..n.
func Intn(n int) int { return global.Intn(n) }

// Int31 returns a number of 31 bits.
func Int31() int32 { return global.Int31() }

// Int31n returns a number in 0..n.
func Int31n(n int32) int32 { return global.Int31n(n) }

// Int63 returns a number of 63 bits.
func Int63() int64 { return global.Int63() }

// Int63n returns a number in 0..n.
func Int63n(n int64) int64 { return global.Int63n(n) }

// Uint32 returns a number of 32 bits.
func Uint32() uint32 { return global.Uint32() }

// Uint64 returns a number of 64 bits.
func Uint64() uint64 { return global.Uint64() }

// Float32 returns a number in 0..1.
func Float32() float32 { return global.Float32() }

// Float64 returns a number in 0..1.
func Float64() float64 { return global.Float64() }

// Perm returns the numbers 0..n in random order.
func Perm(n int) []int { return global.Perm(n) }

// Shuffle puts n elements in random order by swap.
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }

// Read fills p.
func Read(p []byte) (n int, err error) { return global.Read(p) }

// NormFloat64 returns a normally distributed number, of mean 0 and standard deviation 1.
func NormFloat64() float64 { return global.NormFloat64() }

// ExpFloat64 returns an exponentially distributed number, of mean 1.
func ExpFloat64() float64 { return global.ExpFloat64() }
