package main

import "fmt"

type Shape interface {
	Area() float64
	Name() string
}

type Square struct{}

func (s *Square) Area() float64 { return 1 }
func (s *Square) Name() string  { return "" }

type Circle struct{}

func (c Circle) Area() int    { return 1 }
func (c Circle) Name() string { return "" }

type Tri struct{}

func (t Tri) area() float64 { return 1 }
func (t Tri) Name() string  { return "" }

type Field struct{ Area float64 }

func (f Field) Name() string { return "" }

type A struct{ X int }
type B struct{ X int }
type AB struct {
	A
	B
}
type MA struct{}
type MB struct{}

func (MA) Area() float64 { return 0 }
func (MB) Area() float64 { return 0 }

type Both struct {
	MA
	MB
}

func use(s Shape) {}

type E struct{}

func (e E) error() string { return "" }

func main() {
	var s Shape = Square{}
	s = &Square{}
	s = Circle{}
	s = Tri{}
	s = 1
	s = "x"
	s = Field{}
	s = Both{}
	s = nil
	use(Square{})
	use(&s)
	var ab AB
	_ = ab.X
	_ = s.(Square)
	_ = s.(*Square)
	_ = s.(int)
	_ = s.(fmt.Stringer)
	x := 1
	_ = x.(int)
	switch s.(type) {
	case Square:
	case *Square:
	case int, string:
	case nil:
	case nil:
	case *Square:
	}
	switch x.(type) {
	}
	var st fmt.Stringer = s
	var sq *Square = s
	sq = s.(*Square)
	var e error = E{}
	_ = e == s
	var any1 interface{} = s
	_ = any1.Foo
	any1.(Shape).Foo()
	_ = []Shape{Square{}, 1}
	_ = map[string]Shape{"a": 1}
	var fn func(Shape) = func(q *Square) {}
	var ch chan Shape = make(chan *Square)
	ch <- 1
	for s.Area() {
	}
	fmt.Println(s.Area(1))
	var ee interface {
		Shape
		Area() int
	}
	type dup interface {
		M()
		M()
	}
	type dupEmbed interface {
		Shape
		fmt.Stringer
		Name() string
	}
	_ = ee
}
