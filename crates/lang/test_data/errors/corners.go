package main

type Tag struct {
	a int 1
	b int `ok`
}

type Method struct{}

func (Method) Map[U any](x U) []U { return []U{x} }

type Mapper interface{ Map(int) []int }

func main() {
	var m Method
	a := m.Map(1)
	a[0] = "x"
	f := m.Map
	_ = Method.Map[int](m, 1)
	var i Mapper = m
	_, _ = i, f
	_ = string(1 << 100)
	_ = new(5)
	*new("a") = 1
	for i := range 3 {
		defer func() { i = "a" }()
	}
	const big = 1 << 600 << 2
	x := [...]int{5: 1, 2}
	x[7] = 1
	var e error = Method{}
	if e, ok := e.(Method); ok {
	}
	type local struct{ *local }
	_ = local{}.local.local.x
	goto done
done:
}
