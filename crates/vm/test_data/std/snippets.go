package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type Level int

func (l Level) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("L%d", int(l))), nil }

type Numeric interface{ ~int | ~float64 }

type Vec[T Numeric] []T

func (v Vec[T]) Dot(w Vec[T]) (s T) {
	for i := range v {
		s += v[i] * w[i]
	}
	return
}

type Option[T any] func(*T)

type Server struct {
	addr    string
	timeout time.Duration
	hooks   []func(string)
}

func WithAddr(a string) Option[Server]           { return func(s *Server) { s.addr = a } }
func WithTimeout(d time.Duration) Option[Server] { return func(s *Server) { s.timeout = d } }

func NewServer(opts ...Option[Server]) *Server {
	s := &Server{addr: ":80", timeout: time.Second}
	for _, o := range opts {
		o(s)
	}
	return s
}

type person struct {
	Name string
	Age  int
}

func main() {
	var m sync.Map
	var wg sync.WaitGroup
	var hits atomic.Int32
	for i := range 20 {
		wg.Go(func() {
			if _, loaded := m.LoadOrStore(i%5, i); loaded {
				hits.Add(1)
			}
		})
	}
	wg.Wait()
	n := 0
	m.Range(func(k, v any) bool { n += k.(int); return true })
	fmt.Println(n, hits.Load())
	m.Delete(1)
	_, ok := m.LoadAndDelete(1)
	fmt.Println(ok, m.CompareAndSwap(2, -1, 7))
	pool := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	b := pool.Get().(*bytes.Buffer)
	b.WriteString("hello ")
	b.WriteByte('x')
	fmt.Fprintf(b, " %05.1f", 3.14159)
	fmt.Println(b.String(), b.Len())
	b.Reset()
	pool.Put(b)
	fmt.Printf("%+v\n", *NewServer(WithAddr("x"), WithTimeout(3*time.Minute)))
	fmt.Println(Vec[float64]{1, 2}.Dot(Vec[float64]{3, 4}))
	ps := []person{{"Bob", 30}, {"Al", 25}, {"Cy", 30}}
	slices.SortStableFunc(ps, func(a, b person) int {
		return cmp.Or(-cmp.Compare(a.Age, b.Age), strings.Compare(a.Name, b.Name))
	})
	fmt.Println(ps)
	i, found := slices.BinarySearchFunc(ps, 25, func(p person, age int) int { return cmp.Compare(age, p.Age) })
	fmt.Println(i, found)
	byAge := map[int][]string{}
	for _, p := range ps {
		byAge[p.Age] = append(byAge[p.Age], p.Name)
	}
	for _, k := range slices.Sorted(maps.Keys(byAge)) {
		fmt.Println(k, byAge[k])
	}
	r := rand.New(rand.NewPCG(1, 2))
	fmt.Println(r.IntN(100), r.Perm(4), r.Float64() < 1, rand.N(10) < 10)
	_, err := os.Open("/no/such/file")
	var pe *fs.PathError
	fmt.Println(err, errors.Is(err, fs.ErrNotExist), errors.As(err, &pe))
	var mu sync.RWMutex
	fmt.Println(mu.TryLock(), mu.TryRLock())
	mu.Unlock()
	fmt.Println(mu.TryRLock(), mu.TryLock())
	var sb strings.Builder
	for i := 3; i > 0; i-- {
		fmt.Fprintf(&sb, "%d...", i)
	}
	fmt.Println(sb.String(), strings.Count("cheese", "e"), strings.Fields("  a  b "), strings.SplitN("a,b,c", ",", 2))
	fmt.Println(strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace("<b>"), strings.TrimFunc("123abc456", func(r rune) bool { return r < 'a' }))
	before, after, ok := strings.Cut("key=value", "=")
	fmt.Println(before, after, ok, strings.ContainsAny("abc", "xyzc"), strings.LastIndex("go gopher", "go"))
	matrix := [2][3]int{{1, 2, 3}, {4, 5, 6}}
	for _, row := range matrix {
		for j := range row {
			row[j] *= 2
		}
	}
	fmt.Println(matrix, len(matrix[0]))
	type celsius = float64
	var c celsius = 36.6
	fmt.Printf("%T %v %[1]T\n", c, c)
	x := []int{1, 2, 3, 4, 5}
	y := x[1:3]
	y = append(y, 99)
	fmt.Println(x, y, slices.Insert(x, 1, 7, 8), slices.Index(x, 99), slices.Contains(x, 5), slices.Equal(x, y))
	copy(x[2:], x)
	fmt.Println(x, slices.Compact([]int{1, 1, 2, 2, 1}), slices.Repeat([]int{1}, 3), slices.Concat(x[:1], y[:1]))
}
