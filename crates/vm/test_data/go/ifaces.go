package main

import (
	"fmt"
	"sort"
	"strconv"
)

type Shape interface {
	Area() float64
	Perimeter() float64
}

type Named interface{ Name() string }

type Rect struct{ w, h float64 }
type Circle struct{ r float64 }
type Unit int

func (r Rect) Area() float64        { return r.w * r.h }
func (r Rect) Perimeter() float64   { return 2 * (r.w + r.h) }
func (c *Circle) Area() float64     { return 3 * c.r * c.r }
func (c *Circle) Perimeter() float64 { return 6 * c.r }
func (c *Circle) Name() string      { return "circle" + strconv.Itoa(int(c.r)) }
func (u Unit) Area() float64        { return float64(u) }
func (u Unit) Perimeter() float64   { return 4 * float64(u) }
func (u Unit) String() string       { return "unit" + strconv.Itoa(int(u)) }

type byArea []Shape

func (b byArea) Len() int           { return len(b) }
func (b byArea) Less(i, j int) bool { return b[i].Area() < b[j].Area() }
func (b byArea) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type both interface {
	Shape
	Named
}

func describe(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("integer %v", v)
	case string:
		return "string " + v
	case []int:
		return "slice of " + strconv.Itoa(len(v))
	case error:
		return "error " + v.Error()
	case fmt.Stringer:
		return "stringer " + v.String()
	case func() int:
		return "func " + strconv.Itoa(v())
	case Shape:
		return fmt.Sprint("shape ", v.Area())
	case *int:
		return "pointer to " + strconv.Itoa(*v)
	case map[string]int, chan int:
		return fmt.Sprintf("%T", v)
	default:
		return fmt.Sprintf("other %T", v)
	}
}

func main() {
	shapes := []Shape{Rect{3, 4}, &Circle{1}, Unit(5), Rect{1, 1}}
	sort.Sort(byArea(shapes))
	for _, s := range shapes {
		n, ok := s.(Named)
		if ok {
			fmt.Print(n.Name(), " ")
		}
		_, isRect := s.(Rect)
		_, isBoth := s.(both)
		fmt.Println(s.Area(), s.Perimeter(), isRect, isBoth)
	}
	n := 7
	for _, x := range []any{nil, 1, int64(2), "s", []int{1}, fmt.Errorf("e"), Unit(3), func() int { return 9 },
		Rect{1, 2}, &n, map[string]int{}, make(chan int), 2.5, struct{}{}, [2]string{}} {
		fmt.Println(describe(x))
	}
	var a, b any = 1, 1
	var c any = int8(1)
	var s Shape = Rect{1, 2}
	fmt.Println(a == b, a == c, a != nil, s == Shape(Rect{1, 2}), s == any(Rect{2, 2}))
	var np *Circle
	var sh Shape = np
	fmt.Println(sh == nil, np == nil, sh != nil)
	sort.Slice(shapes, func(i, j int) bool { return shapes[i].Perimeter() > shapes[j].Perimeter() })
	for _, s := range shapes {
		fmt.Print(s.Perimeter(), " ")
	}
	fmt.Println()
	f := Shape.Area
	fmt.Println(f(Unit(6)), any(a).(int)+1)
}
