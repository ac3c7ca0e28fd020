package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type S string

func (s S) String() string { return "<" + string(s) + ">" }

type E struct{ n int }

func (e *E) Error() string { return "E!" + string(rune('0'+e.n)) }

type P struct{ X, y int }
type Q struct {
	A any
	e error
	S S
	s S
	M map[string]int
	L []any
	p *P
	P
	inner
	B []byte
	f func()
}
type inner struct{ Z S }
type Pan struct{}

func (Pan) String() string { panic("boom") }

type PV struct{ a int }

func (p PV) String() string { return "pv" }

type G struct{}

func (G) GoString() string { return "G!" }

type F struct{}

func (F) Format(st fmt.State, v rune) {
	w, ok := st.Width()
	pr, ok2 := st.Precision()
	fmt.Fprint(st, "F:", string(v), w, ok, pr, ok2, st.Flag('+'), st.Flag('-'), st.Flag('#'), st.Flag(' '), st.Flag('0'), fmt.FormatString(st, v))
}

type VE string

func (v VE) Error() string { return string(v) + "!" }

type N int
type Fl float32
type Arr [3]byte
type BS []byte

var seed uint64 = 12345

func rnd(n int) int {
	seed = seed*6364136223846793005 + 1442695040888963407
	return int(seed >> 33 % uint64(n))
}

func main() {
	var nilPV *PV
	var nilErr *E
	vals := []any{nil, 1, -5, int8(3), uint8(200), uint64(1 << 63), "héllo", S("s"), &E{3}, nilErr, nilPV, PV{1}, &PV{2}, P{1, 2}, &P{3, 4},
		Q{A: 1, e: VE("x"), M: map[string]int{"b": 1, "a": 2}, L: []any{1, "a", nil, S("q")}, inner: inner{"z"}, S: "S", s: "s", B: []byte("hi")},
		Q{}, &Q{}, Pan{}, []any{Pan{}}, G{}, []G{{}}, F{}, []F{{}}, N(4), Fl(1.5), Arr{1, 2, 3}, &Arr{}, BS("xyz"), []byte(nil), []byte{1, 200}, []S{"a", "b"},
		map[N]S{1: "one"}, map[string]any(nil), []int(nil), []string{"a b", "c"}, [2]bool{true, false}, true, 1.5, -0.0, 1e21, 3.0e-7, float32(0.1), complex(1, -2), complex64(complex(0.5, 1e10)),
		(chan int)(nil), (func())(nil), (*int)(nil), 'x', rune(0x1F600), struct{}{}, struct {
			A int
			b string
		}{1, "x"}, uintptr(255), [][]int{{1}, {2, 3}}, map[string][]int{"k": {1}}, &map[string]int{"a": 1}, &[]int{1, 2}, fmt.Stringer(nil),
		[]error{nil, VE("e")}, map[float64]string{2.5: "x", -1: "y"}, []*int{nil}, "", "with`bq", "tab\tnl\n\x00é\xff", interface{}(nil), map[any]int{1: 1, "a": 2, 2.5: 3}, map[bool]int{true: 1, false: 0}, map[[2]int]string{{2, 1}: "b", {1, 2}: "a"}, map[P]int{{2, 1}: 1, {1, 9}: 2}}
	verbs := "vvvvTtdboOxXcqUeEfFgGspwz%!"
	flags := "+-# 0"
	n := 300
	for i := 0; i < n; i++ {
		f := "a%"
		for rnd(2) == 0 {
			f += string(flags[rnd(5)])
		}
		k := rnd(30)
		args := []any{}
		if k == 0 {
			f += []string{"[1]", "[2]", "[0]", "[", "[]", "[x]", "[9]", "[2]*", "[1]*.[2]*", "[3]*.[2]*[1]"}[rnd(10)]
		}
		switch rnd(4) {
		case 0:
			f += fmt.Sprint(rnd(20))
		case 1:
			if rnd(4) == 0 {
				f += "*"
				args = append(args, []any{5, -6, "x", uint8(4), 2000000, nil}[rnd(5)])
			}
		}
		switch rnd(6) {
		case 0:
			f += "." + fmt.Sprint(rnd(9))
		case 1:
			f += "."
		case 2:
			if rnd(4) == 0 {
				f += ".*"
				args = append(args, []any{5, -6, "x", uint8(4)}[rnd(4)])
			}
		}
		f += string(verbs[rnd(len(verbs))]) + "|"
		if rnd(30) == 0 {
			f += "%"
		}
		if rnd(20) == 0 {
			f += "%d %s"
		}
		for j := rnd(10); j >= 0; j -= 5 {
			v := vals[rnd(len(vals))]
			args = append(args, v)
		}
		os.Stdout.WriteString(fmt.Sprintf("%q ", f))
		if strings.Contains(f, "p") {
			continue
		}
		os.Stdout.WriteString(fmt.Sprintf(f, args...))
		err := fmt.Errorf(f, args...)
		os.Stdout.WriteString(fmt.Sprintf(" %T %v %q", err, errors.Unwrap(err), fmt.Sprint(args...)) + fmt.Sprintln(args...))
	}
}
