package main

import (
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
)

// count prints how many objects a hundred calls of f allocate, and how many bytes.
//
//go:noinline
func count(name string, f func()) {
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 100 {
		f()
	}
	runtime.ReadMemStats(&after)
	fmt.Println(name, (after.Mallocs-before.Mallocs)/100*100, (after.TotalAlloc-before.TotalAlloc)/100)
}

type celsius float64

func (c celsius) String() string { return "warm" }

type code int

func (c code) Error() string { return "code" }

type one struct{ n int }
type handle struct{ p *int }
type padded struct {
	_ [0]int
	p *int
}
type pair struct{ a, b int32 }
type wrapped struct{ s string }
type flag struct{ b bool }

var (
	sink      any
	err       error
	text      fmt.Stringer
	is        bool
	n         = 1000
	small     = 200
	edge      = 255
	over      = 256
	negative  = -1
	n16       = int16(300)
	n8        = int8(-5)
	n32       = int32(70000)
	u64       = uint64(1) << 40
	f         = 2.5
	f32       = float32(2.5)
	nought    = 0.0
	b         = true
	r         = 'x'
	c64       = complex64(1)
	ptr       = new(int)
	warm      = celsius(30)
	failed    = code(500)
	empty     = ""
	nothing   []int
	value     atomic.Value
	anys      []any
	byAny     = map[any]int{}
	ch        = make(chan any, 1)
	functions func()
)

//go:noinline
func keep(x any) { sink = x }

//go:noinline
func look(x any) bool { return x == any(1000) }

//go:noinline
func kind(x any) int {
	switch x := x.(type) {
	case int:
		return x
	case float64:
		return int(x)
	case celsius:
		return 1
	}
	return 0
}

//go:noinline
func box[T any](x T) any { return x }

//go:noinline
func count2(xs ...any) int { return len(xs) }

//go:noinline
func keepAll(xs ...any) { anys = xs }

//go:noinline
func fail(c code) error { return c }

func main() {
	tests := []struct {
		name string
		f    func()
	}{
		{"int", func() { sink = n }},
		{"small int", func() { sink = small }},
		{"255", func() { sink = edge }},
		{"256", func() { sink = over }},
		{"-1", func() { sink = negative }},
		{"constant", func() { sink = 1000 }},
		{"float constant", func() { sink = 1.5 }},
		{"complex constant", func() { sink = 1i }},
		{"named constant", func() { sink = celsius(3) }},
		{"string constant", func() { sink = "text" }},
		{"int16", func() { sink = n16 }},
		{"int8", func() { sink = n8 }},
		{"int32", func() { sink = n32 }},
		{"uint64", func() { sink = u64 }},
		{"float64", func() { sink = f }},
		{"float32", func() { sink = f32 }},
		{"0.0", func() { sink = nought }},
		{"bool", func() { sink = b }},
		{"rune", func() { sink = r }},
		{"complex64", func() { sink = c64 }},
		{"pointer", func() { sink = ptr }},
		{"func", func() { sink = functions }},
		{"chan", func() { sink = ch }},
		{"map", func() { sink = byAny }},
		{"struct of an int", func() { sink = one{n} }},
		{"struct of a small int", func() { sink = one{3} }},
		{"struct of a variable small int", func() { sink = one{small} }},
		{"struct of a pointer", func() { sink = handle{ptr} }},
		{"padded struct of a pointer", func() { sink = padded{p: ptr} }},
		{"array of a pointer", func() { sink = [1]*int{ptr} }},
		{"array of an int", func() { sink = [1]int{n} }},
		{"array of a small int", func() { sink = [1]int{small} }},
		{"struct of two", func() { sink = pair{n32, n32} }},
		{"struct of a bool", func() { sink = flag{b} }},
		{"empty string", func() { sink = empty }},
		{"struct of an empty string", func() { sink = wrapped{empty} }},
		{"nil slice", func() { sink = nothing }},
		{"empty struct", func() { sink = struct{}{} }},
		{"stringer", func() { text = warm }},
		{"its call", func() { is = text.String() != "" }},
		{"error", func() { err = failed }},
		{"error from a function", func() { err = fail(failed) }},
		{"errors.Is", func() { is = errors.Is(err, failed) }},
		{"argument that leaks", func() { keep(n) }},
		{"argument that stays", func() { is = look(n) }},
		{"compared", func() { is = sink == n }},
		{"compared the other way", func() { is = n == sink }},
		{"compared with a constant", func() { is = sink == 1000 }},
		{"type switch", func() { n = kind(n) + kind(f) - 2 }},
		{"generic", func() { sink = box(n) }},
		{"arguments that stay", func() { count2(n, f, b, "text") }},
		{"arguments that leak", func() { keepAll(n, f, b, "text") }},
		{"slice", func() { sink = []any{n, small, f} }},
		{"slice that stays", func() { is = len([]any{n, small, f}) > 3 }},
		{"key", func() { byAny[n] = 1 }},
		{"key read", func() { is = byAny[n] == 1 }},
		{"key deleted", func() { delete(byAny, n) }},
		{"sent", func() { ch <- n; <-ch }},
		{"asserted", func() { keep(sink) }},
		{"stored", func() { value.Store(n) }},
		{"loaded", func() { sink = value.Load() }},
		{"append", func() { anys = append(anys[:0], n) }},
		{"Sprint", func() { sink = fmt.Sprint(n) }},
		{"method value", func() { sink = warm.String }},
		{"recovered", func() {
			defer func() { sink = recover() }()
			panic(n)
		}},
	}
	for _, test := range tests {
		count(test.name, test.f)
	}
}
