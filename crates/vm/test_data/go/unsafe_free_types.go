// Type identity: aliases, defined types, struct conversion ignoring tags, function types, recursive types.
package main

import "fmt"

type A = int
type B int
type S1 struct {
	X int `json:"x"`
	Y string
}
type S2 struct {
	X int
	Y string `other:"y"`
}
type Fn func(int) int
type Rec []Rec
type RecM map[string]RecM
type RecF func() RecF
type Celsius float64
type Temp interface{ ~float64 }

func (c Celsius) F() float64 { return float64(c)*9/5 + 32 }

type Vec [3]float64

func (v Vec) Dot(w Vec) (s float64) {
	for i := range v {
		s += v[i] * w[i]
	}
	return
}
func (v *Vec) Scale(f float64) {
	for i := range v {
		v[i] *= f
	}
}

type Grid [2][3]int

type Op byte

const (
	Add Op = '+'
	Sub Op = '-'
)

func (o Op) Do(a, b int) int {
	switch o {
	case Add:
		return a + b
	case Sub:
		return a - b
	}
	panic(fmt.Sprintf("bad op %q", byte(o)))
}

func main() {
	var a A = 1
	var i int = a
	b := B(i)
	fmt.Printf("%T %T %T\n", a, i, b)
	s2 := S2(S1{1, "y"})
	fmt.Println(s2, S1(s2) == S1{1, "y"}, struct {
		X int
		Y string
	}(s2))
	var f Fn = func(i int) int { return i + 1 }
	g := func(h func(int) int) int { return h(1) }
	fmt.Println(g(f), Fn(func(i int) int { return -i })(3))
	r := Rec{Rec{}, Rec{Rec{}, nil}}
	fmt.Println(len(r), len(r[1]), r)
	m := RecM{"a": {"b": nil}}
	fmt.Println(m, m["a"]["b"]["c"] == nil)
	n := 0
	var rf RecF
	rf = func() RecF { n++; return rf }
	rf()()()
	fmt.Println(n)
	fmt.Println(Celsius(100).F(), Celsius(1)+2)
	v := Vec{1, 2, 3}
	v.Scale(2)
	(&v).Scale(0.5)
	fmt.Println(v.Dot(v), Vec.Dot(v, Vec{1}))
	var gr Grid
	gr[1][2] = 5
	h := gr
	h[0] = [3]int{9, 9, 9}
	fmt.Println(gr, h, gr == Grid{{}, {2: 5}}, len(gr), len(gr[0]))
	fmt.Println(Add.Do(1, 2), Sub.Do(1, 2))
	func() {
		defer func() { fmt.Println(recover()) }()
		Op('*').Do(1, 2)
	}()
	type local struct{ B }
	fmt.Printf("%T %v %+v\n", local{3}, local{3}, local{3})
	p := &struct{ v [2]*int }{}
	p.v[0] = &i
	*p.v[0] = 9
	fmt.Println(i, *p.v[0], p.v[1] == nil)
	pp := &p
	(*pp).v[1] = new(int)
	(**pp).v[1] = p.v[0]
	fmt.Println(*(*pp).v[1])
	e1, e2 := struct{}{}, [0]int{}
	fmt.Println(e1, e2, len(e2))
	var x interface {
		F() float64
	} = Celsius(0)
	fmt.Println(x.F(), x)
	type T struct {
		next *T
		val  int
	}
	t := &T{&T{nil, 2}, 1}
	for n := t; n != nil; n = n.next {
		fmt.Print(n.val, " ")
	}
	fmt.Println()
	matrix := make([][]float64, 3)
	for i := range matrix {
		matrix[i] = make([]float64, 3)
		matrix[i][i] = 1
	}
	matrix[0], matrix[2] = matrix[2], matrix[0]
	fmt.Println(matrix)
	var arr [5]int
	for i := range arr {
		arr[len(arr)-1-i] = i * i
	}
	sl := arr[1:4:4]
	sl = append(sl, 100)
	sl[0] = -1
	fmt.Println(arr, sl)
	arrp := &arr
	for i, v := range arrp {
		arrp[i] = v + 1
	}
	fmt.Println(arr, len(arrp), arrp[1:3])
}
