package main

import "unsafe"

// Types that hold themselves by way of what they are instantiated with.

type Grows[T any] struct {
	next Grows[*T]
}

type Box[T any] struct{ value T }

type Pair[A, B any] struct {
	a Box[A]
	b B
}

type Node struct {
	name string
	kids Pair[int, Node]
}

type Tree struct {
	left, right *Pair[Tree, Tree]
	label       Box[Box[Tree]]
}

type Nested struct{ box Box[Box[List[Nested]]] }

type Forth[T any] Back[T]
type Back[T any] Forth[T]

type Wider[T any] interface {
	Wider[[]T]
}

// All is well with these.

type List[T any] struct {
	value T
	next  *List[T]
}

type Holder[T any] struct{ box Box[T] }

var _ Holder[Holder[string]]

// What has no size before it is known itself.

type Buffer [unsafe.Sizeof(Header{})]byte

type Header struct {
	size int
	data Buffer
}

type Slot struct{ pad [unsafe.Alignof(made[Slot]())]byte }

func made[T any]() (t T) { return }

type Inner[T any] struct{ Inner[T] }

const size = unsafe.Sizeof(Inner[int]{})

func sized[T any](_ [unsafe.Sizeof(sized[int])]T) {}

func takes(func(int)) {}

func gives[T any]() (t T) { return }

func pair[A, B any](A, B) {}

func main() {
	takes(gives)
	takes(pair)
}
