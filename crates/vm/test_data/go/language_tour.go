package main

import (
	"fmt"
	"time"
)

type Celsius float64
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	_
	Wednesday
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon", "Tue", "Wed"}[d] }

type Flags uint8

const (
	A Flags = 1 << iota
	B
	C
)

const (
	_  = iota
	KB = 1 << (10 * iota)
	MB
)

type Animal interface{ Sound() string }
type Base struct{ Name string }

func (b *Base) SetName(n string) { b.Name = n }
func (b Base) Hello() string     { return "hi " + b.Name }

type Dog struct {
	Base
	*time.Timer
	Age int
}

func (Dog) Sound() string { return "woof" }

func variadic(pre string, xs ...int) (n int, s string) {
	defer func() { n *= 2; s = pre + s }()
	for _, x := range xs {
		n += x
	}
	return n, fmt.Sprint(len(xs))
}

func fib() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}

var (
	x = y + 1
	y = f()
	z = func() int { return x * 10 }()
)

func f() int { fmt.Println("f"); return 5 }

func init() { fmt.Println("init 1", x, y, z) }
func init() { fmt.Println("init 2") }

func main() {
	fmt.Println(Sunday, Monday, Wednesday, A|C, KB, MB, Weekday(1))
	d := Dog{Base: Base{"rex"}, Age: 3}
	d.SetName("max")
	h := d.Hello
	d.Name = "zed"
	g := (*Base).SetName
	g(&d.Base, "kim")
	fmt.Println(h(), d.Hello(), Base.Hello(d.Base), Animal(d).Sound(), d.Timer == nil)
	fmt.Println(variadic("p", 1, 2, 3))
	fmt.Println(variadic("q", []int{4}...))
	next := fib()
	for range 5 {
		fmt.Print(next(), " ")
	}
	fmt.Println()
	var fs []func()
	for i := 0; i < 3; i++ {
		defer fmt.Println("defer", i)
		fs = append(fs, func() { fmt.Print(i, " ") })
	}
	for _, f := range fs {
		f()
	}
	fmt.Println()
outer:
	for i := range 3 {
		for j := range 3 {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			fmt.Print(i, j, ";")
		}
	}
	fmt.Println()
	i := 0
loop:
	if i < 3 {
		i++
		goto loop
	}
	switch i {
	case 3:
		fmt.Println("three")
		fallthrough
	case 4:
		fmt.Println("four")
	default:
		fmt.Println("no")
	}
	for i, r := range "aé\xff世" {
		fmt.Print(i, ":", string(r), " ", len(string(r)), " ")
	}
	fmt.Println()
	a := [...]int{5: 1, 2, 1: 7}
	b := a
	b[0] = 9
	p := &a
	p[2]++
	sl := a[1:3:4]
	sl = append(sl, 100)
	sl = append(sl, 200)
	sl[0] = -1
	fmt.Println(a, b, a == b, len(sl), cap(a[1:3:4]), *p)
	m := map[[2]string]Celsius{{"a", "b"}: 1.5}
	m[[2]string{"c"}] += 2
	v, ok := m[[2]string{"zz"}]
	fmt.Println(m, v, ok, len(m))
	delete(m, [2]string{"c"})
	type T struct {
		a int
		b string
	}
	fmt.Println(T{1, "x"} == T{1, "x"}, struct{}{} == struct{}{}, new(int) == new(int))
	var u8 uint8 = 250
	u8 += 10
	var i8 int8 = -128
	i8 = -i8
	sh := uint(70)
	fmt.Println(u8, i8, 1<<sh>>sh, -7/2, -7%3, 7&^5, ^0, uint32(1)<<sh)
	fmt.Println(int64(float32(16777217)), uint8(int16(-1)&0xff), string(rune(65)), []rune("héy"), []byte("é"))
	fmt.Println(min(3, 1, 2), max(1.5, 2), min("b", "a"), len([...]string{2: ""}))
	if x, err := fmt.Sscan("1 2", &i, &i); err == nil && x > 1 {
		fmt.Println(x, i)
	} else if err != nil {
		fmt.Println(err)
	}
	n := new(42)
	*n++
	fmt.Println(*n)
	c := complex(1, 2)
	fmt.Println(c*c, real(c), imag(c), c == 1+2i)
	var e1, e2 any = 1, 1.0
	fmt.Println(e1 == e2, e1 == 1, e1 != nil)
	switch t := e2.(type) {
	case int, string:
		fmt.Printf("%T\n", t)
	case float64:
		fmt.Println(t + 1)
	}
	func() {
		defer func() {
			fmt.Println("r:", recover())
			defer func() { fmt.Println("r2:", recover()) }()
			panic("second")
		}()
		panic("first")
	}()
}
