package main

import (
	"errors"
	"fmt"
	"strings"
)

type V struct {
	x, y int
	a    [3]int8
	s    string
}

func (v V) with(x int) V   { v.x = x; return v }
func (v *V) inc() *V       { v.x++; return v }
func trace(s string) int   { fmt.Print(s, " "); return len(s) }
func pair() (int, string)  { return 7, "seven" }
func trip() (a, b, c int8) { return -1, 2, 127 }

type I interface{ M() string }
type J interface {
	I
	N(int) (int, error)
}
type impl struct {
	*strings.Builder
	n int
}

func (i impl) M() string { return fmt.Sprint("M", i.n) }
func (i *impl) N(k int) (int, error) {
	if k < 0 {
		return 0, errors.New("neg")
	}
	i.n += k
	return i.n, nil
}

type F func(int) int

func (f F) twice(n int) int { return f(f(n)) }

type Arr [4]byte

func (a Arr) sum() (t int) {
	for _, b := range a {
		t += int(b)
	}
	return
}
func (a *Arr) zero() { *a = Arr{} }

type E1 struct{ error }

func named() (s string, err error) {
	defer func() {
		if r := recover(); r != nil {
			s, err = "recovered", fmt.Errorf("%v", r)
			defer func() {
				fmt.Println("inner", recover())
			}()
			panic("second")
		}
	}()
	s = "before"
	panic(errors.New("first"))
}

func noname() int {
	x := 1
	defer func() { x = 100 }()
	return x
}

func loopDefer() (out []int) {
	for i := 0; i < 3; i++ {
		defer func(n int) { out = append(out, n, i) }(i * 10)
	}
	return nil
}

var pkg = func() map[string]V { return map[string]V{"k": {x: 3}} }()

type Node struct {
	kids [2]*Node
	val  interface{}
}

type Matrix [2][3]float32

func (m *Matrix) at(i, j int) *float32 { return &m[i][j] }

type bits uint8

const (
	b0 bits = 1 << iota
	b1
	b2
)

func shifts(n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	return fmt.Sprint(1<<n, int8(-128)>>n, uint16(0xffff)<<n)
}

func multi() (int, error) { return 1, nil }

func main() {
	v := V{1, 2, [3]int8{1, 2, 3}, "s"}
	w := v
	w.a[1] = 9
	u := v.with(50)
	fmt.Println(v, w, u, v == w, v.a == [3]int8{1, 2, 3}, v.inc().inc().x, v.x)
	m := v.with
	v.x = 1000
	fmt.Println(m(1).x)
	arr := [3]V{v, w}
	brr := arr
	brr[1].x = -1
	brr[2].a[2] = 5
	i := 1
	brr[i].y++
	brr[i].s += "!"
	brr[i+1].a[i] |= 3
	fmt.Println(arr == brr, brr[1], brr[2], arr[1].with(3).x)
	fmt.Println(trace("a")+trace("bb")*trace("ccc"), trace("x") < trace("yy") && trace("z") > 5 || trace("w") == 1)
	n, s := pair()
	n, t := pair()
	_, _ = n, t
	a, b, c := trip()
	fmt.Println(n, s, a+b+c, a*b, c+1, -a, a>>1, uint8(a), ^c)
	var im J = &impl{new(strings.Builder), 5}
	fmt.Println(im.M())
	fmt.Println(im.N(3))
	fmt.Println(im.N(-3))
	im.(*impl).WriteString("hello")
	fmt.Println(im.(fmt.Stringer).String(), im.(I).M())
	_, isI := interface{}(*im.(*impl)).(J)
	fmt.Println(isI)
	k := 10
	fmt.Println(F(func(n int) int { k++; return n * k }).twice(2), k)
	ar := Arr{1, 2, 3, 4}
	f := ar.sum
	ar.zero()
	fmt.Println(f(), ar.sum(), Arr.sum(Arr{9}))
	fmt.Println(E1{errors.New("wrapped")}.Error(), E1{errors.New("q")})
	fmt.Println(named())
	fmt.Println(noname(), loopDefer())
	pkg["z"] = V{s: "z"}
	x, ok := pkg["nope"]
	fmt.Println(len(pkg), x, ok, pkg["k"].x)
	root := &Node{val: 1}
	root.kids[1] = &Node{val: "str"}
	root.kids[i].kids[0] = &Node{val: []int{1}}
	fmt.Println(root.kids[1].val, root.kids[1].kids[0].val, root.kids[0] == nil)
	var mt Matrix
	*mt.at(1, 2) = 2.5
	mt[0][i] -= 1.5
	for _, row := range mt {
		row[0] = 99
	}
	fmt.Println(mt, b0|b2, b1&^b1, b0^b1)
	fmt.Println(shifts(3))
	fmt.Println(shifts(-1))
	fmt.Println(shifts(100))
	for i, r := range "a\xffb\xe4\xb8" {
		fmt.Print(i, " ", r, ";")
	}
	fmt.Println()
	var e interface{} = v
	if vv, ok := e.(V); ok {
		vv.x = 0
		fmt.Println(e.(V).x)
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = map[interface{}]int{[]int{}: 1}
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e2 interface{} = []int{1}
		fmt.Println(e2 == e2)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var nm map[string]int
		nm["a"] = 1
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		sl := []int{1, 2, 3}
		j := 5
		fmt.Println(sl[1:j])
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		sl := []int{1, 2, 3}
		_ = [4]int(sl)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		z := 0
		fmt.Println(uint64(1<<63)/uint64(3), 5%z)
	}()
	sl0 := []int{1}
	var u64 uint64 = 1<<64 - 1
	var i64 int64 = -1 << 63
	fmt.Println(u64/10, u64%10, i64/-1, i64%-1, i64-1, uint32(u64), int32(i64>>31), float64(u64), uint64(float64(1<<63)), int64(-1.9*float64(len(sl0))))
	var f32 float32 = 16777216
	fmt.Println(f32+1, float32(0.1)+float32(0.2), 0.1+0.2, 1/3.0)
	fs := []func(){}
	for _, v := range []string{"p", "q"} {
		fs = append(fs, func() { fmt.Print(v, " ") })
	}
	for i := 0; i < 2; i++ {
		defer func() { fmt.Println("d", i) }()
		fs = append(fs, func() { i += 10; fmt.Print(i, " ") })
	}
	for _, f := range fs {
		f()
	}
	fmt.Println()
	if q, err := multi(); err != nil {
		fmt.Println("err")
	} else if r := q + 1; r > 1 {
		fmt.Println("ok", q, r)
	}
	type pt struct{ X, Y int }
	mp := map[pt][]string{}
	mp[pt{1, 2}] = append(mp[pt{1, 2}], "a", "b")
	mp[pt{1, 2}][0] = "c"
	fmt.Println(mp)
	pp := map[string]*pt{"a": {1, 2}}
	pp["a"].X++
	pp["a"].Y, pp["b"] = 5, &pt{}
	fmt.Println(*pp["a"], *pp["b"])
	sl := []int{0, 1, 2, 3}
	idx := 0
	idx, sl[idx] = 2, 50
	sl[0], sl[1], sl[2] = sl[2], sl[0], sl[1]
	fmt.Println(idx, sl)
	var iface interface{ Error() string }
	var err error = iface
	fmt.Println(err == nil, iface == nil)
	ch := make(chan [2]string, 2)
	ch <- [2]string{"a", "b"}
	got := <-ch
	close(ch)
	g2, ok2 := <-ch
	fmt.Println(got, g2, ok2)
	sw := func(x interface{}) string {
		switch y := x.(type) {
		case nil:
			return "nil"
		case func() int:
			return fmt.Sprint(y())
		case error, fmt.Stringer:
			return fmt.Sprintf("es %v", y)
		case []int:
			y = append(y, 1)
			return fmt.Sprint(len(y))
		case V:
			return y.s
		default:
			return fmt.Sprintf("%T", y)
		}
	}
	fmt.Println(sw(nil), sw(func() int { return 3 }), sw(errors.New("x")), sw([]int{1}), sw(v), sw(3i))
	cplx := 3 + 4i
	c2 := complex64(cplx)
	cplx /= 2i
	c2 *= c2
	fmt.Println(cplx, c2, real(c2), -cplx, cplx == 2-1.5i)
	switch {
	case v.x > 5, v.y < 0:
		fmt.Println("first")
		if v.x > 6 {
			break
		}
		fallthrough
	default:
		fmt.Println("default")
	}
	str := "hello"
	by := []byte(str)
	by[0] = 'j'
	fmt.Println(str, string(by), str[1:3], str[4], string(str[1]), str > "hallo", len(by[:2:3]), cap(by[:2:3]))
	println("done", len(str), v.x > 0, 'x', 2.5)
	defer func() {
		r := recover()
		fmt.Println("recovered", r)
		panic(fmt.Sprint("again ", r))
	}()
	var np *V
	np.x = 1
}
