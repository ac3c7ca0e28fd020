package main

import "fmt"

type List[T any] struct{ items []T }

func (l *List[T]) Map[U any](f func(T) U) *List[U] { return nil }
func (l List[T]) Conv[U ~int | ~string]() U        { return *new(U) }
func (l List[T]) Same[T any](x T) T                  { return x }
func (l List[T]) Use[U interface{ *T }](u U)         { _ = *u }
func (l List[_]) Blank[U any]()                      {}
func (l List[T]) Dup[U, U any]()                     {}

type num int

func (n num) As[T any]() T      { return *new(T) }
func (n num) M[P any](p P)      {}
func (n num) String[P any]() string { return "" }
func (n num) Unused[P any]()    { var x P }
func (n num) Grow[P any](i int) { n.Grow[[]P](i) }
func (n num) body[P fmt.Stringer](p P) { p.Nope(); p.String() }
func (n num) cmp[P any](a, b P) bool { return a == b }

type m interface{ M(int) }


var _ m = num(1)
var _ fmt.Stringer = num(1)

func want[T interface{ M(int) }](t T) {}

func main() {
	n := num(1)
	n.As()
	n.As[int, string]()
	_ = n.As
	f := n.M
	n.M[string](1)
	n.M(nil)
	n.M[int]
	var g func(int) = n.M
	var h func(num, int) = num.M
	var k func(int, int) = num.M
	num.M(n, 1)
	num.M[string](n, 1)
	l := &List[int]{}
	l.Map[string](1)
	l.Map(func(s string) int { return 0 })
	l.Map(nil)
	l.Conv[bool]()
	l.Conv[num]()
	List[int].Map[int](*l, nil)
	List.Map[int](l, nil)
	l.Use(1)
	l.Use(new(int))
	want(n)
	_ = n.(m)
	var a any = n
	_ = a.(num).M[int]
	n.Nope[int]()
	n.m[int](1)
	go n.M[int]
	defer n.As[int]
	_, _, _, _, _ = f, g, h, k, a
	switch a.(type) { case m: }
	var i m
	_ = i.(num)
	(n.M)(1)
	(n.M[int])(1)
	n.M[1](1)
	n.M[int](1).x()
	x := []func(int){n.M, n.M[int], num(2).M}
	_ = x
	n.M == nil
	_ = n.M[int] == nil
}

func (n num) M[Q any](q Q) {}
func (n num) init[Q any]() {}
func (*gm) X[T any]() {}
func (int) Y[T any]() {}
