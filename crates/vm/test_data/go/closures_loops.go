// Closures over loop variables: each iteration has its own; what the body changes is copied to the next.
package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()

	var ps []*int
	for i := 0; i < 6; i++ {
		ps = append(ps, &i)
		i++
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()

	fs = nil
	for i, s := range []string{"a", "b", "c"} {
		defer func() { fmt.Println("deferred", i, s) }()
		fs = append(fs, func() int { i *= 2; s += "!"; return i + len(s) })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()

	x := 1
	add := func(d int) func() int {
		return func() int { x += d; d++; return x }
	}
	a, b := add(1), add(100)
	fmt.Println(a(), b(), a(), b(), x)

	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(15))

	for i := range 3 {
		defer fmt.Println("range", i, func() int { i++; return i }(), i)
	}
	m := map[string]func(int) int{"dbl": func(i int) int { return 2 * i }, "neg": func(i int) int { return -i }}
	fmt.Println(m["dbl"](4), m["neg"](4), m["none"] == nil)
	for i, f := 0, func() int { return 7 }; i < f(); i += 3 {
		g := f
		f = func() int { return g() - 1 }
		fmt.Print(i, f(), " ")
	}
	fmt.Println()
}
