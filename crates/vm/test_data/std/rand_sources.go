// Sequences of seeded generators are Go's own.
package main

import (
	"fmt"
	"math/rand"
	randv2 "math/rand/v2"
	"time"
)

func main() {
	for _, seed := range []int64{0, 1, 42, -5, 1 << 40} {
		r := rand.New(rand.NewSource(seed))
		fmt.Println(seed, r.Intn(100), r.Int63(), r.Float64(), r.Perm(5), r.Uint64(), r.Int31n(1000), r.Float32())
	}
	r := rand.New(rand.NewSource(7))
	words := []string{"a", "b", "c", "d", "e", "f"}
	r.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	fmt.Println(words)
	b := make([]byte, 10)
	r.Read(b)
	fmt.Println(b)
	sum := uint64(0)
	for range 2000 {
		sum += r.Uint64()
	}
	fmt.Println(sum)
	r.Seed(7)
	fmt.Println(r.Int())

	p := randv2.New(randv2.NewPCG(1, 2))
	fmt.Println(p.IntN(100), p.Uint64(), p.Float64(), p.Perm(5))
	fmt.Println(p.N(100), p.N[int8](100), p.N(3*time.Hour))
	c := randv2.NewChaCha8([32]byte([]byte("an unguessable seed of 32 bytes!")))
	for range 70 {
		sum += c.Uint64()
	}
	fmt.Println(sum, c.Uint64())
	b = make([]byte, 13)
	c.Read(b)
	fmt.Println(b)
	c.Read(b[:3])
	fmt.Println(b[:3], c.Uint64(), randv2.New(c).IntN(1000))
}
