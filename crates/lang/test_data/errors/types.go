package main

type T1 struct {
	a T1
}
type T2 struct {
	b T3
}
type T3 struct {
	c T2
}
type T4 [2]T4
type T5 []T5
type T6 map[string]T6
type T7 *T7
type T8 T8
type T9 T10
type T10 T9
type T11 struct{ *T11 }
type T12 interface{ T12 }
type T13 interface{ m() T13 }
type T14 = T14
type T15 = []T15
type T16 func(T16) T16

type M1 map[[]int]string
type M2 map[func()]int
type M3 map[struct{ a []int }]int
type M4 map[interface{}]int
type M5 map[[2]int]int

type E1 struct {
	*int
	string
	T5
	*T5
	T7
	*T13
	e int
}

var a [a]int
var b = len(b)
var c, d = d, c
var e = f()

func f() int { return e }

var g = h
var h = g

var i int = i
var j = func() int { return j }()
var k = func() int { return k2() }

func k2() int { _ = k; return 1 }

const l = m
const m = l

type N struct{ f [len(N{}.f)]int }
type O [len(O{})]int
type Q struct{ f func(Q) }

var r undefined
var s []undefined
var t map[undefined]int
var u func(undefined) undefined
var v struct{ x undefined }
var w *undefined
var x fmt.Stringer
var y a
var aa []b
var bb chan nil
var cc *len
var dd [3](int)
var ee (((int)))
var ff interface{ a; b() }

func main() {
	type L struct{ l L }
	type K []K
	var x main
	var y T1.a
	main.x()
	T1.a()
	_ = T5{1}
	_ = T5{nil, T5{}}
	_ = T6{"a": nil}
	_ = T7{}
	_ = int{}
	_ = []int{a: 1}
	_ = T11{1}
	_ = T11{T11: nil}
	_ = T11{x: nil}
	_ = T11{T11: nil, T11: nil}
	_ = T11{T11: nil, nil}
	_ = struct{ a, b int }{1}
	_ = struct{ a, b int }{1, 2, 3}
	_ = struct{ a, b int }{a: "x"}
	_ = struct{ a, b int }{"x", 2}
	_ = []struct{ a int }{{1}, {"x"}, {b: 1}}
	_ = []*struct{ a int }{{1}, nil, {a: 2}}
	_ = map[struct{ a int }]int{{1}: 1, {"a"}: 2}
	_ = [2]int{1, 2, 3}
	_ = [...]string{2: "a", "b", 1: 3}
	_ = [2]int{5: 1}
	_ = *T1
	_ = T1
	_ = (T1)(1)
	_ = []int(nil)
	_ = []int("a")
	_ = []byte("a")
	_ = string([]int{})
	_ = T16(nil)
	_ = chan int(1)
	_ = (func())(1)
	_ = int(1, 2)
	_ = int()
	_ = float64("a")
	_ = bool(1)
	_ = string(1.5)
	_ = int(nil)
	_ = T5(T6{})
	_ = (*T1)(&x)
	_ = [2]int([]int{1, 2})
	_ = [2]int([]string{})
	_ = interface{ M() }(1)
}
