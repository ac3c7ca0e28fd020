// Method values bind a copy of the receiver, or the pointer; method expressions take it as first argument.
package main

import "fmt"

type P struct{ x, y int }

func (p P) Sum() int        { return p.x + p.y }
func (p *P) Move(d int) *P  { p.x += d; return p }
func (p P) Add(o ...P) P {
	for _, q := range o {
		p.x += q.x
		p.y += q.y
	}
	return p
}

type Summer interface{ Sum() int }

type Outer struct {
	P
	name string
}

type Deep struct{ *Outer }

type F func(int) int

func (f F) Twice(n int) int { return f(f(n)) }

type N int

func (n *N) Inc()       { *n++ }
func (n N) Get() int    { return int(n) }

//go:noinline
func call(s Summer) int { return s.Sum() }

func main() {
	p := P{1, 2}
	sum, move := p.Sum, p.Move
	p.x = 10
	fmt.Println(sum(), move(5).x, p, sum())
	f, g := P.Sum, (*P).Move
	fmt.Println(f(p), *g(&p, 1), (*P).Sum(&p))
	h := P.Add
	fmt.Println(h(p, P{1, 1}, P{2, 2}), h(p))
	var s Summer = p
	bound := s.Sum
	s = P{100, 100}
	fmt.Println(bound(), Summer.Sum(s))
	o := Outer{P{3, 4}, "o"}
	osum := o.Sum
	o.Move(10)
	fmt.Println(osum(), o.Sum(), Outer.Sum(o), (*Outer).Move(&o, 1).x)
	d := Deep{&o}
	dm := d.Move
	d.Outer = &Outer{P{0, 0}, "new"}
	dm(1000)
	fmt.Println(o, *d.Outer, d.Sum(), d.name)
	fmt.Println(F(func(i int) int { return i * i }).Twice(3))
	var n N
	inc := n.Inc
	inc()
	inc()
	get := n.Get
	inc()
	fmt.Println(n, get(), N.Get(n), fmt.Sprintf("%T %T", inc, N.Get))
	fs := []func() int{p.Sum, o.Sum, d.Sum, n.Get}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover()) }()
		var s Summer
		f := s.Sum
		fmt.Println(f())
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *P
		m := p.Move
		fmt.Println("bound")
		m(1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *P
		m := p.Sum
		fmt.Println("not reached", m)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *P
		call(p)
	}()
}
