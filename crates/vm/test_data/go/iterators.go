// Range over functions and integers, with every way out of the body.
package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Print("[done] ")
		for i := range n {
			if !yield(i) {
				fmt.Print("[stopped] ")
				return
			}
		}
	}
}

func pairs(m []string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, s := range m {
			if !yield(i, s) {
				return
			}
		}
	}
}

func find(n int) (r int) {
	defer func() { r *= 10 }()
	for i := range count(10) {
		if i == n {
			return i
		}
	}
	return -1
}

func main() {
	for i := range count(3) {
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i := range count(5) {
		if i == 1 {
			continue
		}
		if i == 3 {
			break
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
	fmt.Println(find(4), find(40))
outer:
	for i := range count(3) {
		for j := range count(3) {
			if j == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	for i, s := range pairs([]string{"a", "b"}) {
		fmt.Print(i, s, " ")
	}
	for range count(2) {
		fmt.Print("x ")
	}
	fmt.Println()
	sum := 0
	for i := range 5 {
		i *= 2
		sum += i
	}
	var n8 uint8 = 3
	for i := range n8 {
		fmt.Printf("%T%d ", i, i)
	}
	fmt.Println(sum)
	var fs []func()
	for i := range count(3) {
		fs = append(fs, func() { fmt.Print(i, " ") })
	}
	for _, f := range fs {
		f()
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		for i := range count(3) {
			if i == 1 {
				panic("in body")
			}
		}
	}()
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		bad := func(yield func(int) bool) {
			yield(1)
			yield(2)
		}
		for range bad {
			break
		}
	}()
	var seq func(func() bool) = func(yield func() bool) {
		for yield() {
		}
	}
	n := 0
	for range seq {
		n++
		if n == 4 {
			break
		}
	}
	fmt.Println(n)
	for i := range -3 {
		fmt.Println("never", i)
	}
}
