// Labelled break and continue, goto, fallthrough, switch forms.
package main

import "fmt"

func classify(n int) string {
	switch {
	case n < 0:
		return "neg"
	case n == 0:
		fallthrough
	case n == 1:
		return "small"
	default:
		return "big"
	case n == 77:
		return "lucky"
	}
}

func calls(s string, b bool) bool { fmt.Print(s, " "); return b }

func main() {
outer:
	for i := 0; i < 4; i++ {
		for j := 0; ; j++ {
			switch {
			case j == 1:
				continue
			case j == 3:
				continue outer
			case i == 3:
				break outer
			case j == 2 && i == 1:
				break
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	for _, n := range []int{-1, 0, 1, 2, 77} {
		fmt.Print(classify(n), " ")
	}
	fmt.Println()
	i := 0
loop:
	if i < 3 {
		fmt.Print("goto", i, " ")
		i++
		goto loop
	}
	fmt.Println()
sw:
	switch x := 5; x {
	case 1, 2, 3:
		fmt.Println("low")
	case 4, 5:
		for {
			if x > 5 {
				break sw
			}
			x++
		}
		fmt.Println("not reached")
	case 6:
		fmt.Println("six")
	}
	switch f := func() int { fmt.Print("tag "); return 2 }; f() {
	default:
		fmt.Println("default")
	case 1:
		fmt.Println("one")
		fallthrough
	case 3:
		fmt.Println("three")
	}
	switch {
	case calls("a", false), calls("b", true), calls("c", true):
		fmt.Println("matched")
	case calls("d", true):
		fmt.Println("not")
	}
	var v any = 3.5
	switch t := v.(type) {
	case int, string:
		fmt.Printf("%T\n", t)
	case nil:
		fmt.Println("nil")
	case float64:
		fmt.Println(t * 2)
	}
	for _, v := range []any{1, "s", nil, []int{1}, struct{}{}, error(nil), fmt.Errorf("e"), 'r', byte(1), func() {}, &i, map[string]int{}} {
		switch t := v.(type) {
		case int, rune:
			fmt.Printf("num %v ", t)
		case string:
			fmt.Print("str", len(t), " ")
		case nil:
			fmt.Print("nil ")
		case error:
			fmt.Print("err:", t.Error(), " ")
		case []int:
			fmt.Print("slice", len(t), " ")
		case interface{ Foo() }:
			fmt.Print("foo")
		case func():
			fmt.Print("func ")
		case *int:
			fmt.Print("ptr", *t, " ")
		default:
			fmt.Printf("other %T ", t)
		}
	}
	fmt.Println()
L:
	for {
		select {
		default:
			break L
		}
	}
	for range 2 {
		for k := range 3 {
			if k == 1 {
				break
			}
			fmt.Print("k", k, " ")
		}
	}
	fmt.Println()
	switch any(i).(type) {
	}
	switch {
	}
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, j, " ")
	}
	fmt.Println()
	{
		goto end
	}
end:
	fmt.Println("end")
}
