package main

type MyInt int
type S struct{ f int }
type Fn func(int) string

func one() int           { return 1 }
func two() (int, string) { return 1, "a" }
func none()              {}
func take(a int, b string, c ...float64) {}

func main() {
	var i int = "hello"
	var s string = 1
	var f float64 = "x"
	var b bool = 1
	i = s
	s = i
	f = i
	i = 1.5
	i = f
	var u8 uint8 = 256
	var i8 int8 = -129
	u8 = 1 << 8
	var m MyInt = i
	m = MyInt(i)
	i = m
	_ = i + s
	_ = i + f
	_ = i + 1.5
	_ = s + 1
	_ = "a" + 1
	_ = "a" - "b"
	_ = b + b
	_ = !i
	_ = -s
	_ = ^f
	_ = i && b
	_ = i == s
	_ = i < b
	_ = s == nil
	_ = i == nil
	_ = b < b
	_ = S{} < S{}
	_ = []int{} == []int{}
	_ = map[int]int{} == nil
	_ = func() {} == func() {}
	_ = struct{ a []int }{} == struct{ a []int }{}
	_ = [2][]int{} == [2][]int{}
	i += s
	s += 1
	s -= "a"
	i <<= 1.5
	_ = i << s
	_ = i << -1
	_ = 1.5 << i
	_ = f << 2
	_ = 1 << 2000
	x, y := one()
	x, y = two(), 1
	a, c := 1, 2, 3
	d, e := two(), two()
	g := two()
	h := none()
	i, s = 1
	var j, k int = 1
	var l, n = 1, 2, 3
	none() + 1
	take()
	take(1)
	take(1, 2)
	take("a", "b")
	take(1, "b", "c")
	take(1, "b", 1, 2, "x")
	take(1, "b", []float64{}...)
	take(1, "b", []int{}...)
	take(two())
	take(two(), 1)
	one(1)
	one(two())
	var fn Fn = func(s string) string { return s }
	fn("x")
	i()
	s.x()
	two().x
	if i {
	}
	for s {
	}
	i++
	s++
	b--
	none()++
	return 1
}
