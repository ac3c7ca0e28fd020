// Sections, distributions, and times as Go writes them; what Go's locks and readers hold.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand"
	randv2 "math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type shown struct {
	once sync.Once
	cond sync.Cond
	all  sync.Map
	at   atomic.Pointer[int]
	r    bufio.Reader
	w    bufio.Writer
	s    bufio.Scanner
	t    strings.Reader
}

func main() {
	fmt.Printf("%+v\n", shown{})
	var once sync.Once
	once.Do(func() {})
	fmt.Printf("%+v %#v\n", once, sync.Cond{})
	section := io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	text, err := io.ReadAll(section)
	fmt.Println(string(text), err, section.Size())
	fmt.Println(section.Seek(-2, io.SeekEnd))
	fmt.Println(section.Seek(-9, io.SeekStart))
	b := make([]byte, 4)
	n, err := section.ReadAt(b, 3)
	fmt.Println(n, err, string(b[:n]))
	var zero bytes.Reader
	n, err = zero.Read(b)
	fmt.Println(n, err)
	r := rand.New(rand.NewSource(7))
	v2 := randv2.New(randv2.NewPCG(3, 4))
	sums := [4]float64{}
	for range 20_000 {
		sums[0] += r.NormFloat64()
		sums[1] += r.ExpFloat64()
		sums[2] += v2.NormFloat64()
		sums[3] += v2.ExpFloat64()
	}
	fmt.Println(sums)
	zipf, zipf2 := rand.NewZipf(r, 1.5, 2, 1000), randv2.NewZipf(v2, 3, 1, 50)
	for range 12 {
		fmt.Print(zipf.Uint64(), " ", zipf2.Uint64(), " ")
	}
	fmt.Println(rand.NewZipf(r, 1, 1, 1) == nil)
	buffer := bytes.NewBufferString("peek")
	head, err := buffer.Peek(2)
	fmt.Println(string(head), err, string(bytes.ToTitle([]byte("ab"))))
	head, err = buffer.Peek(9)
	fmt.Println(string(head), err, time.Unix(0, 0).IsDST())
	r.Read(b[:2])
	r.Read(b[2:])
	fmt.Println(b, r.Int63())
	at := time.Date(2024, time.May, 5, 6, 7, 8, 9, time.FixedZone("X Y", 3600))
	fmt.Printf("%#v %#v %#v\n", at, at.UTC(), struct{ at time.Time }{time.Unix(5, 0).UTC()}.at)
	defer func() { fmt.Println(recover()) }()
	slices.Insert([]int{1}, 5, 1)
}
