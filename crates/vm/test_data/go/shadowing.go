// Scopes: shadowed names, if/else chains with init, redeclaration, method and package names.
package main

import (
	"fmt"
	"strconv"
)

var x = "package"

func get() (int, error) { return 1, nil }

func multi() (n int, err error) {
	if n, err := strconv.Atoi("12"); err == nil {
		_ = n
	}
	n, err = strconv.Atoi("zz")
	if err != nil {
		n := 5
		return n, err
	}
	return
}

func main() {
	fmt.Println(x)
	x := 1
	{
		x := x + 1
		x++
		fmt.Println(x)
	}
	if x := x * 10; x > 5 {
		fmt.Println("big", x)
	} else if y := x + 1; y > 0 {
		fmt.Println(x, y)
	} else {
		fmt.Println(x, y)
	}
	if y := 0; y > 0 {
	} else if z := y + 5; z < 3 {
	} else {
		fmt.Println(y, z)
	}
	a, err := get()
	b, err := get()
	fmt.Println(a, b, err, x)
	fmt.Println(multi())
	for x := 0; x < 2; x++ {
		x := x * 100
		fmt.Print(x, " ")
	}
	switch x := any(x).(type) {
	case int:
		x++
		fmt.Println(x)
	}
	f := func(x string) string { x += "!"; return x }
	fmt.Println(f("p"), x)
	nil := 3
	append := func(a, b int) int { return a * b }
	fmt.Println(append(nil, 4))
	type fmtT struct{ x int }
	fmt := fmtT{1}
	fmt.x++
	println(fmt.x)
	var string = "str"
	println(string)
}
