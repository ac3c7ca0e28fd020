package main

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

type point struct{ x, y int }

type row [3]point

func main() {
	println(point{1, 2})
	print(1, row{}, "and", [2]string{}, &point{})
	defer println(struct{}{})
	go print(struct {
		name string
		at   []point
	}{})
	print(sync.Mutex{}, map[string]sync.Mutex{} == nil, [1]*atomic.Int32{})
	println([]point{}, map[point]row{} == nil, any(point{}), func() {} == nil)
}

type gen[T any] struct{ v T }

type two[A, B any] struct {
	a A
	b B
}

type I interface {
	foo(a int, b string) (c error)
}

type al = point

type galias[T any] = [2]gen[T]

type e struct {
	point
	*sync.Mutex
	gen[int]
}

// What instances are named by is what the linker says of their arguments.
func names() {
	println(gen[point]{})
	println(gen[gen[point]]{})
	println(gen[struct{ a, b point }]{})
	println(gen[sync.Mutex]{})
	println(gen[*atomic.Int32]{})
	println(gen[func(a int, p point) error]{})
	println(gen[func(a int, p ...point)]{})
	println(gen[interface {
		foo(a int, p point) (z error)
	}]{})
	println(gen[map[string][]chan point]{})
	println(gen[any]{}, gen[error]{}, gen[byte]{}, gen[rune]{})
	println(two[point, gen[int]]{}, two[int, string]{})
	println([2]gen[point]{}, [2]*gen[point]{}, [2][]point{})
	println(struct {
		a interface {
			foo(a int, b string) (c error)
		}
	}{})
	println(struct {
		a func(a int, b string) (c error, d int)
	}{})
	println(struct {
		a func(a, b int, c ...string) (error, int)
	}{})
	println(struct {
		I
		x any
		y error
		z byte
		r rune
	}{})
	println(struct {
		a int `json:"x"`
	}{})
	println(struct {
		sync.Mutex
		*point
		gen[point]
	}{})
	println(struct {
		c1 chan int
		c2 <-chan point
		c3 chan<- gen[point]
		c4 chan (<-chan int)
		c5 chan func()
	}{})
	println(al{}, galias[point]{}, e{})
	println(struct {
		m map[point]gen[point]
		p unsafe.Pointer
		q uintptr
	}{})
	type local struct{ x int }
	println(local{}, gen[local]{}, [1]local{})
	println(struct {
		a interface {
			bar()
			Foo(int)
			foo(x, y int)
		}
	}{})
	println(struct {
		a interface{}
		b struct{}
		_ int
	}{})
	println([2]I{}, [3]any{}, [4]interface{ error }{}, [5]interface {
		I
		bar()
	}{})
	println(struct {
		f func(interface{ m(x int) }) func(p point)
	}{})
	println(struct{ f func(func(a int)) }{}, [1]func(){}, [1]func(x point) gen[point]{})
}
