package main

type T struct{ x int }

func (t T) Val()            {}
func (t *T) Ptr()           {}
func (t T) Args(a int) bool { return true }
func (T) _()                {}
func (t *T) unused(q int)   {}
func (t T) x()              {}

type U struct{ T }
type V struct{ *T }
type W T

func get() T { return T{} }

type Any interface{}

func main() {
	var t T
	t.Val()
	t.Ptr()
	get().Val()
	get().Ptr()
	T{}.Ptr()
	(&T{}).Ptr()
	U{}.Ptr()
	V{}.Ptr()
	var u U
	u.Ptr()
	u.x = "a"
	var w W
	w.Val()
	f := t.Args
	f("a")
	g := T.Args
	g(1)
	g(t, "x")
	h := (*T).Ptr
	h(t)
	h(&t)
	_ = T.Ptr
	_ = T.Nope
	_ = t.Val == nil
	t.Val = nil
	var m map[string]T
	m["a"].Ptr()
	m["a"].x = 1
	m["a"].Val()
	var s []T
	s[0].Ptr()
	s[0].x = 1
	t.Val().x
	t.Args(1).y
	var a Any
	a.Foo()
	var p *Any
	p.Foo()
	var pp **T
	pp.Val()
	t._()
	t.x()
	_ = t.Args("a", 1)
	if t.Args {
	}
	t.Args()
	var i interface{ Val() } = t
	i = &t
	i = u
	i = 3
	i.Ptr()
	var j interface{ Ptr() } = t
	j = U{}
	j = V{}
	_ = j
	_ = i
}
