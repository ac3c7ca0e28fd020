package main

import "fmt"

func f() (err any) {
	defer func() { err = recover() }()
	var g func(int)
	defer g(1)
	fmt.Println("after defer")
	return nil
}

type T struct{ name string }

func (t *T) set(n string) func() {
	old := t.name
	t.name = n
	return func() { t.name = old }
}

func scoped(t *T) {
	defer t.set("inside")()
	fmt.Println(t.name)
}

func many(n int) (total int) {
	for i := range n {
		defer func(k int) { total += k * i }(i)
	}
	return 1
}

func deferInLoop() {
	for i := 0; i < 2; i++ {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println("recovered", r, i)
			}
		}()
	}
	panic("loop")
}

func main() {
	fmt.Println(f())
	t := &T{"outside"}
	scoped(t)
	fmt.Println(t.name, many(5))
	deferInLoop()
	func() {
		defer func() { fmt.Println(recover()) }()
		s := make([]struct{}, int(^uint(0)>>1))
		s = append(s, struct{}{})
	}()
}
