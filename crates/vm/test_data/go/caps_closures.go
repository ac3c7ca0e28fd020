package main

import "fmt"

// Literals: called at once, once, more than once, kept, as callbacks.

func each(xs []int, f func(int)) {
	for _, x := range xs {
		f(x)
	}
}

func mapped(xs []int, f func(int) int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func filter(xs []int, keep func(int) bool) []int {
	var out []int
	for _, x := range xs {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

func counter() func(int) int {
	var s []int
	return func(v int) int {
		s = append(s, v)
		return cap(s)
	}
}

func main() {
	{
		var s []int
		add := func(v int) { s = append(s, v) }
		for i := range 6 {
			add(i)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("called once")
	}
	{
		var s []int
		add := func(v int) { s = append(s, v) }
		add(1)
		fmt.Print(cap(s), " ")
		add(2)
		fmt.Print(cap(s), " ")
		add(3)
		fmt.Print(cap(s), " ")
		fmt.Println("called more than once")
	}
	{
		var s []int
		for i := range 6 {
			func() { s = append(s, i) }()
			fmt.Print(cap(s), " ")
		}
		fmt.Println("at once")
	}
	{
		var s []int
		add := func(v int) {
			s = append(s, v)
			fmt.Print(cap(s), " ")
			fmt.Print(len(s), " ")
		}
		for i := range 3 {
			add(i)
		}
		add(5)
		add(6)
		fmt.Println("too large to inline twice")
	}
	{
		var s []int
		each([]int{1, 2, 3, 4, 5}, func(v int) { s = append(s, v); fmt.Print(cap(s), " ") })
		fmt.Println("callback")
	}
	{
		xs := []int{1, 2, 3, 4, 5, 6}
		fmt.Println(cap(mapped(xs, func(x int) int { return x * x })), cap(filter(xs, func(x int) bool { return x%2 == 0 })), "mapped, filtered")
	}
	{
		c := counter()
		for i := range 6 {
			fmt.Print(c(i), " ")
		}
		fmt.Println("counter")
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		f := func() int { return len(s) }
		fmt.Println("read by a literal", f())
	}
	{
		var s []int
		f := func() int { return len(s) }
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		defer func() { fmt.Println("deferred", f(), cap(s)) }()
		fmt.Println("read by a deferred literal")
	}
	{
		var dfs func(int)
		var order []int
		dfs = func(n int) {
			if n == 0 {
				return
			}
			order = append(order, n)
			fmt.Print(cap(order), " ")
			dfs(n - 1)
		}
		dfs(6)
		fmt.Println("recursive literal")
	}
	{
		var walk func(int, []int) int
		walk = func(n int, path []int) int {
			if n == 0 {
				return cap(path)
			}
			path = append(path, n)
			fmt.Print(cap(path), " ")
			return walk(n-1, path)
		}
		fmt.Println(walk(6, nil), "path")
	}
	{
		build := func(n int) []int {
			var s []int
			for i := range n {
				s = append(s, i)
			}
			return s
		}
		fmt.Println(cap(build(1)), cap(build(2)), cap(build(3)), cap(build(5)), "built by a literal")
	}
	{
		fs := []func(){}
		for i := range 5 {
			fs = append(fs, func() { fmt.Print(i) })
			fmt.Print(cap(fs), " ")
		}
		for _, f := range fs {
			f()
		}
		fmt.Println(" functions")
	}
	{
		done := make(chan int)
		go func() {
			var s []int
			for i := range 6 {
				s = append(s, i)
				fmt.Print(cap(s), " ")
			}
			done <- len(s)
		}()
		fmt.Println(<-done, "in a goroutine")
	}
	{
		var s []int
		done := make(chan bool)
		go func() {
			for i := range 6 {
				s = append(s, i)
				fmt.Print(cap(s), " ")
			}
			close(done)
		}()
		<-done
		fmt.Println(len(s), "by a goroutine")
	}
	fmt.Println(cap(alsoByLiteral(1)), cap(alsoByLiteral(2)), "by the function, then by a literal in it")
}

//go:noinline
func alsoByLiteral(count int) []int {
	var s []int
	s = append(s, 0)
	for range count {
		func() { s = append(s, 1) }()
	}
	return s
}
