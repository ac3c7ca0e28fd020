package main

import (
	"fmt"
	"math/rand"
	v2 "math/rand/v2"
	"slices"
)

// lcg is a Source of our own, so that the numbers are the same everywhere.
type lcg struct{ state uint64 }

func (l *lcg) Int63() int64 {
	l.state = l.state*6364136223846793005 + 1442695040888963407
	return int64(l.state >> 1)
}
func (l *lcg) Seed(seed int64) { l.state = uint64(seed) }

func main() {
	r := rand.New(&lcg{1})
	r.Seed(42)
	for range 5 {
		fmt.Println(r.Int(), r.Intn(10), r.Intn(1<<40), r.Int31(), r.Int31n(1000), r.Int63n(1e15), r.Uint32(), r.Uint64(), r.Float64(), r.Float32(), r.Perm(8))
	}
	x := []int{1, 2, 3, 4, 5, 6, 7, 8, 9}
	r.Shuffle(len(x), func(i, j int) { x[i], x[j] = x[j], x[i] })
	p := make([]byte, 10)
	r.Read(p)
	fmt.Println(x, p)

	s := v2.New(v2.NewPCG(1, 2))
	for range 5 {
		fmt.Println(s.Int(), s.IntN(10), s.IntN(1<<40), s.Int32(), s.Int32N(1000), s.Int64N(1e15), s.Uint32(), s.Uint64(), s.Float64(), s.Float32(), s.Perm(8), s.UintN(7), s.Uint32N(16), s.Uint64N(1<<50))
	}

	// The generator of the run: only what every sequence has in common.
	for range 1000 {
		if n := rand.Intn(6); n < 0 || n > 5 {
			panic("range")
		}
		if n := v2.N(int64(6)); n < 0 || n > 5 {
			panic("range")
		}
		if f := rand.Float64() + v2.Float64(); f < 0 || f >= 2 {
			panic("range")
		}
	}
	q := rand.Perm(20)
	slices.Sort(q)
	fmt.Println(q, rand.NormFloat64() != v2.ExpFloat64(), rand.Int63() >= 0)
	defer func() { fmt.Println(recover()) }()
	rand.Intn(0)
}
