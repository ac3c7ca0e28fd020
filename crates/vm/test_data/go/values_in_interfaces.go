package main

import (
	"errors"
	"fmt"
	"runtime"
	"sort"
	"sync/atomic"
)

type k int

var m map[k]v

type v int

func (a k) String() string { delete(m, 2); delete(m, 3); return fmt.Sprintf("k%d", int(a)) }
func (a v) String() string { clear(m); m[7] = 7; return fmt.Sprintf("v%d", int(a)) }

type s struct{ a, b any }

type num interface{ ~int | ~float64 | ~uint8 }

type celsius float32

func (c celsius) Warmer(by celsius) celsius { return c + by }

type code uint16

func (c code) Error() string       { return fmt.Sprint("code ", uint16(c)) }
func (c code) Is(other error) bool { o, ok := other.(code); return ok && o/100 == c/100 }

type handle struct{ p *int }

func (h handle) get() int { return *h.p }

type one [1]*int

func (o one) get() int { return *o[0] }

type getter interface{ get() int }

func box[T num](x T) any { return x }

func sum(xs ...any) (total float64) {
	for _, x := range xs {
		switch x := x.(type) {
		case int:
			total += float64(x)
		case float64:
			total += x
		case uint8:
			total += float64(x)
		case celsius:
			total += float64(x.Warmer(0.5))
		case bool, nil:
			total++
		case fmt.Stringer:
			total += 1000
		}
	}
	return total
}

// small fills a map of the stack, lets it grow into tables, and goes through it while it changes.
func small(n int) (keys []int) {
	m := map[int]any{}
	for i := range n {
		m[i] = i * 1000
		if i%3 == 0 {
			delete(m, i/2)
		}
	}
	for k := range m {
		if k%2 == 0 {
			delete(m, k)
		}
		m[k] = k
		keys = append(keys, k)
	}
	for k, v := range m {
		if v != any(k) {
			panic(fmt.Sprint(k, v))
		}
	}
	sort.Ints(keys)
	return keys
}

// rounds makes a map in each round, of which the one before is still read.
func rounds(n int) (total int) {
	var last map[string]*int
	for i := range n {
		x := i * 300
		m := map[string]*int{"x": &x}
		if i%2 == 0 {
			m["y"] = &x
		}
		runtime.GC()
		if last != nil {
			total += *last["x"] + len(last)
		}
		last = m
	}
	return total
}

// deep has maps of the stack in frames that move as the stack grows.
func deep(n int) int {
	m := make(map[int]int, 4)
	m[n] = n
	if n > 0 {
		m[-1] = deep(n - 1)
	}
	return m[n] + m[-1]
}

func swallowed() (err error) {
	m := map[string]any{"code": code(404)}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v after %d: %w", r, len(m), m["code"].(error))
		}
	}()
	m["more"] = 1 << 40
	panic(m["more"])
}

func main() {
	m = map[k]v{1: 1000, 2: 2000, 3: 3000}
	fmt.Println(m)
	fmt.Println(m)
	x := &s{1000, []any{2000, 3.5, "x", nil, true, int8(3)}}
	fmt.Printf("%v %+v %#v\n", *x, x, *x)
	y := map[any]int{1: 1, 1000: 2, 2.5: 3, "a": 4, [1]int{1000}: 5, struct{ p *int }{nil}: 6}
	fmt.Println(y[1000], y[1], y[2.5], y["a"], y[[1]int{1000}], y[struct{ p *int }{nil}], len(y))
	var e any = struct{ p *int }{nil}
	_, ok := e.(struct{ p *int })
	fmt.Println(ok, e == any(struct{ p *int }{nil}))
	type fn struct{ f func() }
	func() {
		defer func() { fmt.Println(recover()) }()
		var f any = fn{}
		fmt.Println(f == f)
	}()
	n, big := 77, 1<<40
	fmt.Println(sum(n, big, 2.5, uint8(200), celsius(20), true, nil, k(1), "x"))
	fmt.Println(box(n), box(2.25), box(uint8(255)), box(n) == box(77), box(n) == any(77.0))
	var g getter = handle{&n}
	h := g.get
	n = 78
	fmt.Println(g.get(), h(), getter(one{&n}).get(), g == getter(handle{&n}), any(g) == any(one{&n}))
	var err error = code(404)
	var target code
	fmt.Println(errors.Is(err, code(410)), errors.Is(err, code(500)), errors.As(fmt.Errorf("so: %w", err), &target), target)
	var v atomic.Value
	v.Store(big)
	fmt.Println(v.Load().(int), v.CompareAndSwap(1<<40, 5), v.Load())
	ch := make(chan any, 3)
	ch <- n
	ch <- int8(-3)
	ch <- complex64(1 + 2i)
	fmt.Println(<-ch, <-ch, <-ch)
	list := []any{3, 1000, -1, 0.5, float32(0.5), 'x', uint64(1) << 63, uintptr(300), int16(-300)}
	for i, x := range list {
		fmt.Printf("%v/%T ", x, x)
		list[i] = &list[len(list)-1-i]
	}
	fmt.Println(*list[0].(*any) == list[len(list)-1])
	fmt.Println(small(6), len(small(60)), rounds(40), deep(3000), swallowed())
	p := map[any]any{n: n, big: big, "n": n}
	for key, x := range p {
		p[key] = []any{x, key}
	}
	fmt.Println(p, p[78].([]any)[0] == any(n))
}
