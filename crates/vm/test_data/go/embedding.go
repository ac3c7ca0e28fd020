// Embedded structs and interfaces: promotion, shadowing, interface satisfaction through pointers.
package main

import (
	"fmt"
	"sync"
)

type Logger interface{ Log(string) }
type Namer interface{ Name() string }
type Both interface {
	Logger
	Namer
}

type base struct{ id int }

func (b base) Name() string   { return fmt.Sprint("base", b.id) }
func (b *base) SetID(i int)   { b.id = i }
func (b base) String() string { return "<" + b.Name() + ">" }

type mid struct {
	base
	level int
}

func (m mid) Name() string { return "mid/" + m.base.Name() }

type top struct {
	*mid
	Logger
	tags []string
}

type printer struct{ prefix string }

func (p printer) Log(s string) { fmt.Println(p.prefix + s) }

type safe struct {
	sync.Mutex
	m map[string]int
}

func (s *safe) inc(k string) int {
	s.Lock()
	defer s.Unlock()
	s.m[k]++
	return s.m[k]
}

type onlyName struct{ Namer }

func main() {
	t := top{mid: &mid{base{1}, 2}, Logger: printer{"> "}}
	t.SetID(7)
	t.Log(t.Name())
	fmt.Println(t.id, t.level, t.mid.base.Name(), t.base)
	var b Both = t
	b.Log(b.Name())
	var n Namer = b
	_, isLogger := n.(Logger)
	fmt.Println(isLogger, n.Name())
	fmt.Println(mid{base{3}, 4})
	fmt.Printf("%v %+v\n", *t.mid, *t.mid)
	s := safe{m: map[string]int{}}
	s.inc("a")
	fmt.Println(s.inc("a"), s.m)
	o := onlyName{base{9}}
	fmt.Println(o.Name(), o)
	o.Namer = mid{base{10}, 0}
	fmt.Println(o.Name())
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		onlyName{}.Name()
	}()
	anon := struct {
		base
		int
		*printer
	}{base{5}, 6, &printer{"anon "}}
	anon.Log(anon.Name())
	fmt.Println(anon.int, anon.prefix, anon.id)
}
