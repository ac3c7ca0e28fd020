package main

import "fmt"

func seq(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(m []string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, s := range m {
			if !yield(i, s) {
				return
			}
		}
	}
}

func find(n, x int) (idx int, ok bool) {
	for i := range seq(n) {
		if i == x {
			return i, true
		}
	}
	return -1, false
}

func unnamed(n int) (string, error) {
	for i := range seq(n) {
		for j := range seq(i) {
			if i*j == 12 {
				return fmt.Sprint(i, "*", j), nil
			}
		}
	}
	return "", fmt.Errorf("none in %d", n)
}

func labels() int {
	sum := 0
outer:
	for i := range seq(10) {
		for j := range seq(10) {
			switch {
			case j == 3:
				continue outer
			case i == 5:
				break outer
			case j == 1:
				continue
			}
			sum += i*10 + j
		}
	}
	return sum
}

func mixed() {
loop:
	for k := 0; k < 3; k++ {
		for i := range seq(5) {
			if i == 2 {
				continue loop
			}
			if k == 2 {
				break loop
			}
			fmt.Println("mixed", k, i)
		}
	}
	for i := range seq(3) {
		if i == 1 {
			goto done
		}
		fmt.Println("g", i)
	}
done:
	fmt.Println("done")
}

func closures() {
	var fs []func() int
	total := 0
	for i := range seq(4) {
		fs = append(fs, func() int { total += i; return i * i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println(total)
}

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

func main() {
	fmt.Println(find(10, 4))
	fmt.Println(find(3, 4))
	fmt.Println(unnamed(10))
	fmt.Println(unnamed(2))
	fmt.Println(labels())
	mixed()
	closures()
	for i, s := range pairs([]string{"a", "b"}) {
		fmt.Println(i, s)
	}
	for range seq(2) {
		fmt.Println("x")
	}
	var x, y = 0, ""
	for x, y = range pairs([]string{"q", "r"}) {
	}
	fmt.Println(x, y)
	func() {
		defer func() { fmt.Println(recover()) }()
		for x := range bad {
			if x == 1 {
				break
			}
		}
	}()
	func() {
		defer func() { fmt.Println("rec:", recover()) }()
		for x := range seq(3) {
			if x == 1 {
				panic("in body")
			}
		}
	}()
}
