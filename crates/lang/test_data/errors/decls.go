package main

import "fmt"
import "os"
import fmt2 "fmt"
import fmt "strings"

var x int
var x string

func x() {}

type x struct{}

const c = 1
const c = 2

func f(a int, a string) (b int, b int) { return }

type T struct {
	a int
	b string
	a float64
}

func (t T) M()  {}
func (t *T) M() {}
func (t T) a()  {}

func (t Undefined) M() {}
func (t int) M()       {}
func (t *fmt2.Stringer) M() {}
func (t **T) N()       {}
func (t []int) N()     {}

type I interface{ M() }

func (i I) N() {}

type P *T

func (p P) N() {}

func init() {}
func init() {}
func init(x int) {}
func main(x int) int { return 1 }

var init = 1
var os = 1

func g() {
	a := 1
	a := 2
	var a int
	a, b := 1, 2
	b, a := 1, 2
	_ = a
	_ = b
	_, _ := 1, 2
	c, c := 1, 2
	f.x := 1
	const d = 1
	d := 2
	d = 3
	var e, e int
	type t int
	type t string
	{
		a := 1
		_ = a
	}
	if a := 1; a > 0 {
		a := 2
	}
	func(a int) {
		var a int
	}(1)
	g = nil
	1 = 2
	f() = 1
	"a"[0] = 'b'
	var m map[string]struct{ x int }
	m["a"].x = 1
	s := "abc"
	s[0] = 'x'
	nil = nil
	true = false
	len = 1
	x := x
}
