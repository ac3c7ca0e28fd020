// When the receivers of methods are read, with and without type parameters of their own, and what recovers in such
// methods.
package main

import "fmt"

type num int

func (n num) plain() string          { return fmt.Sprint(n) }
func (n num) name[T any]() string    { return fmt.Sprintf("%d %T", n, *new(T)) }
func (n num) call(t int) string      { return fmt.Sprint(n, t) }
func (n num) with[T any](t T) string { return fmt.Sprint(n, t) }
func (n num) self[T any]() num       { return n }
func (n num) say[T any](t T)         { fmt.Println("recovered", recover(), t, n) }
func (n *num) tell[T any](t T)       { fmt.Println("recovered", recover(), t, *n) }

type wrap struct{ num }

type plainer interface{ plain() string }

type both struct {
	plainer
	other
}

type other int

func (other) zero[T any]() T { return *new(T) }

func show(f func() string, n int)            { fmt.Println(f(), n) }
func apply(f func(string) string, n int)     { fmt.Println(f("!"), n) }
func nested(f, g func(int) string, n int)    { fmt.Println(f(n), g(n)) }
func list(f func() string) []func() string   { return []func() string{f} }
func first(fs []func() string, n int) string { return fs[0]() }

var global num = 1

func bump() int { global++; return int(global) }

func main() {
	show(global.plain, bump())
	show(global.name[int], bump())
	apply(global.with, bump())
	nested(global.with[int], global.call, bump())

	d := num(1)
	p := &d
	more := func() int { d++; return int(d) }
	show(d.plain, more())
	show(d.name[int], more())
	show(p.plain, more())
	show(p.name[int], more())
	fmt.Println(first(list(p.name[bool]), more()), first(list(p.plain), more()))
	fmt.Println(d.call(more()), d.with[int](more()), d.with(more()))
	fmt.Println(p.call(more()), p.with[int](more()), p.with(more()))
	fmt.Println(d.self[int]().with[int](more()), num(more()).with(more()))

	w := &wrap{1}
	grow := func() int { w.num++; return int(w.num) }
	fmt.Println(w.call(grow()), w.with[int](grow()), w.num.with(grow()))
	show(w.plain, grow())
	show(w.name[int], grow())
	w2 := w
	swap := func() int { w = &wrap{100}; return int(w2.num) }
	fmt.Println(w.with(swap()))

	ns := []num{5, 6}
	i := 0
	next := func() int { i++; return i }
	fmt.Println(ns[i].with[int](next()), (ns[0].with[int])(next()), ns[i-1].with(3))

	for _, f := range []func(){
		func() { defer d.tell[int](1); panic("a") },
		func() { defer d.say[int](2); panic("b") },
		func() { defer d.say(2.5); panic("c") },
		func() { f := d.tell[string]; defer f("d"); panic("d") },
		func() { f := d.say[string]; defer f("e"); panic("e") },
		func() { f := num.say[string]; defer f(d, "f"); panic("f") },
		func() { f := (*num).say[string]; defer f(&d, "g"); panic("g") },
		func() { w := wrap{3}; defer w.tell(1); panic("h") },
		func() { w := wrap{3}; defer wrap.say[int](w, 1); panic("i") },
		func() { w := &wrap{3}; defer (*wrap).tell[int](w, 1); panic("j") },
		func() { w := &wrap{3}; f := (*wrap).say[int]; defer f(w, 1); panic("k") },
		func() { var none *num; fmt.Println("not reached", none.with(next())) },
	} {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("not recovered:", r, i)
				}
			}()
			f()
		}()
	}

	b := both{num(3), 4}
	var x plainer = b
	_, ok := x.(interface{ zero() int })
	fmt.Println(b.zero[bool](), x.plain(), ok)
}
