package main

import "fmt"

func grade(n int) string {
	switch {
	case n >= 90:
		return "A"
	case n >= 80:
		return "B"
	default:
		return "C"
	}
}

func kinds(n int) (s string) {
	switch n {
	case 0, 1:
		s += "small"
		fallthrough
	case 2:
		s += "+two"
	case 3:
		s += "three"
		if n == 3 {
			break
		}
		s += "never"
	default:
		s += "other"
	}
	return
}

func main() {
	sum := 0
	for i := 0; i < 10; i++ {
		if i%2 == 0 {
			continue
		}
		if i == 9 {
			break
		}
		sum += i
	}
	fmt.Println(sum)
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			if j == 2 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	for _, n := range []int{95, 85, 10} {
		fmt.Print(grade(n), " ")
	}
	for n := range 5 {
		fmt.Print(kinds(n), " ")
	}
	fmt.Println()
	i := 0
loop:
	if i < 3 {
		fmt.Print(i)
		i++
		goto loop
	}
	fmt.Println()
	for i, r := range "héllo, 世界\xff!" {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println()
	var funcs []func() int
	for i := 0; i < 3; i++ {
		funcs = append(funcs, func() int { i += 10; return i })
	}
	for _, f := range funcs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	switch x := any(3.5).(type) {
	case int:
		fmt.Println("int", x)
	case float64, float32:
		fmt.Println("float", x)
	}
	switch x := 5; x {
	}
	if x := len("abc"); x > 2 {
		fmt.Println("long", x)
	} else if x > 1 {
		fmt.Println("middle")
	}
}
