// Values that are no more than a pointer, which interfaces hold themselves, and what is in them.
package main

import "fmt"

type c struct{ m map[string]int }
type d struct{ f func() }
type e struct{ c }
type p struct{ next *p }
type q [1]*int
type r struct {
	a [0]int
	p *int
}
type h struct{ e e }

func main() {
	fmt.Printf("%v\n", c{})
	fmt.Printf("%v\n", d{})
	fmt.Printf("%+v\n", &c{})
	fmt.Printf("%v %v\n", &e{}, e{})
	fmt.Printf("%v %v\n", &p{}, p{})
	fmt.Printf("%v %v\n", &q{}, q{})
	fmt.Printf("%v %v\n", &r{}, r{})
	fmt.Printf("%v %v\n", h{}, &h{})
	fmt.Printf("%v %v\n", []c{{}}, map[int]d{1: {}})
	fmt.Println([]h{{}}, [1]h{}, struct{ h }{}, &struct{ h }{})
	fmt.Printf("%#v %#v\n", h{}, &h{})
}

type stringer struct{ m map[string]int }

func (s stringer) String() string { return fmt.Sprint("S", len(s.m)) }

type held struct{ s stringer }
type err struct{ p *int }

func (e err) Error() string { return "err!" }

func init() {
	fmt.Println(held{}, &held{stringer{map[string]int{"a": 1}}}, stringer{})
	fmt.Printf("%v %+v\n", struct{ E error }{err{}}, struct{ S stringer }{})
	fmt.Printf("%v %+v\n", []any{c{map[string]int{"x": 1}}, d{}}, map[string]any{"k": c{map[string]int{"x": 1}}})
	var x, y any = p{}, p{}
	n := new(p)
	fmt.Println(x == y, any(p{n}) == any(p{n}), any(p{n}) == x)
	m := map[any]int{p{n}: 1, p{}: 2, q{}: 3}
	fmt.Println(m[p{n}], m[p{}], m[q{}], m[q{new(int)}])
	switch v := x.(type) {
	case p:
		fmt.Println("p", v)
	}
	k := 5
	fmt.Printf("%v\n", *[1]*int{&k}[0])
	fmt.Printf("%v %v\n", [1]func(){}, [1]map[string][]int{{"a": {1}}})
	fmt.Printf("%v\n", [1][1]map[string]int{{{"z": 2}}})
	fmt.Printf("%+v\n", struct {
		a struct{}
		m map[string]int
		b [0]string
	}{m: map[string]int{"q": 1}})
	fmt.Printf("%v\n", struct{ ch chan int }{})
}
