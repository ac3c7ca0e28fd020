package main

import (
	"fmt"
	"os"
	"strings"
)

type T struct{ Name string }

func (t T) Get() string   { return t.Name }
func (t *T) Set(s string) { t.Name = s }

func main() {
	fmt.Printn("x")
	fmt.println("x")
	fmt.Foo()
	strings.Nothing("a")
	os.exit(1)
	undefinedFunc()
	var x undefinedType
	y := undefinedVar + 1
	_ = y
	var t T
	t.name = "a"
	t.Foo()
	t.get()
	t.Sett("x")
	T{}.Set("x")
	T.Set(t, "x")
	(*T).Get(&t)
	var p **T
	p.Name = "x"
	var i interface{ M() }
	i.N()
	ip := &i
	ip.M()
	fmt := 1
	fmt.Println()
	nil.x()
	len.x()
	_ = _
	var n int = nil
	_ = T{name: "a"}
	_ = T{Foo: 1}
	_ = T{1, 2}
	_ = T{}.Foo.Bar
}
