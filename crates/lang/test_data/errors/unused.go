package main

import (
	"errors"
	"fmt"
	str "strings"
	_ "time"
)

type T struct{ a int }

func f() (int, string) { return 1, "" }

func main() {
	x := 1
	var y, z int
	z = 2
	a, b := f()
	_ = b
	for i := 0; i < 3; i++ {
	}
	for i, v := range []int{1} {
	}
	if w := 3; true {
	}
	func() {
		q := 1
	}()
	p := func() {}
	switch t := any(x).(type) {
	case int:
	}
	switch t := any(y).(type) {
	case int:
		_ = t
	}
	const unusedConst = 1
	type unusedType int
	var s T
	s.a = 1
	m := map[string]int{}
	m["a"] = 1
	g := 1
	g++
	h := 1
	h += 2
	k, ok := m["x"]
}
