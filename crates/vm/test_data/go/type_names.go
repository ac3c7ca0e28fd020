package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

// Instances are named by what the linker calls their arguments.

type point struct{ x, y int }

type gen[T any] struct{ v T }

type two[A, B any] struct {
	a A
	b B
}

type exported interface{ Foo(x int) error }

type mixed interface {
	exported
	bar(p point) (a, b int)
}

func show[T any]() {
	type local struct{ t T }
	fmt.Printf("%T %T %T\n", *new(T), local{}, gen[local]{})
}

func main() {
	fmt.Printf("%T %T\n", gen[point]{}, two[point, gen[*point]]{})
	fmt.Printf("%T %T\n", gen[atomic.Int32]{}, &gen[*time.Timer]{})
	fmt.Printf("%T %T\n", gen[any]{}, gen[mixed]{})
	fmt.Printf("%T %T\n", gen[byte]{}, gen[rune]{})
	type local struct{ at time.Duration }
	type other struct{ local }
	fmt.Printf("%T %T %T\n", local{}, gen[local]{}, two[other, []local]{})
	fmt.Printf("%T\n", gen[struct {
		x, Y int `json:"a"`
		point
		gen[int]
		error
	}]{})
	fmt.Printf("%T\n", gen[func(a int, b ...point) (c error, d int)]{})
	fmt.Printf("%T\n", gen[map[string]<-chan []point]{})
	fmt.Printf("%T\n", struct{ p gen[point] }{})
	show[int]()
	show[point]()
	show[gen[local]]()
	defer func() { fmt.Println(recover()) }()
	var held any = gen[local]{}
	_ = held.(two[point, other])
}
