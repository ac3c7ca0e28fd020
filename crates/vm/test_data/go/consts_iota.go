// Constants: iota, typed and untyped arithmetic, shadowing.
package main

import "fmt"

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	_
	Thursday
)

func (d Weekday) String() string {
	switch d {
	case Sunday:
		return "Sun"
	case Monday:
		return "Mon"
	}
	return fmt.Sprintf("Day(%d)", int(d))
}

const (
	_  = iota
	KB = 1 << (10 * iota)
	MB
	GB
)

const (
	a, b = iota, iota * 10
	c, d
	e, f
)

type Flags uint8

const (
	Read Flags = 1 << iota
	Write
	Exec
	All = Read | Write | Exec
)

const (
	x = "s"
	y
	z = len(x + y)
	w
	v = iota
)

func main() {
	fmt.Println(Sunday, Monday, Tuesday, Thursday, Weekday(9), []Weekday{0, 1, 2}, map[Weekday]int{Monday: 1})
	fmt.Printf("%v %d %s %x %q %T|%5s|%-5v|\n", Monday, Monday, Monday, Monday, Monday, Monday, Monday, Monday)
	fmt.Println(KB, MB, GB, a, b, c, d, e, f)
	fmt.Println(Read, Write, Exec, All, All&^Write, Flags(255)&All == All)
	fmt.Println(x, y, z, w, v)
	const iota = 5
	const s = iota + 1
	fmt.Println(s)
	const typed int8 = 100
	const h = typed / 3
	var i int8 = typed
	fmt.Println(h, i+typed, i*2)
	const huge = 1 << 62
	fmt.Println(huge*2-1+huge*2 > huge, huge/1e10, float32(huge))
	var (
		f32 float32 = 1 << 24
		by  byte    = 'a'
		r           = 'a' + 1.0
		cx          = 1i * 1i
		str         = "a" + "b"
	)
	fmt.Printf("%v %v %v %T %v %T %v\n", f32, by, r, r, cx, cx, str)
	true := false
	fmt.Println(true, !true)
	{
		len := func(s string) int { return -1 }
		fmt.Println(len("abc"))
	}
	type int string
	var n int = "int is a string here"
	fmt.Println(n)
	const m = min(3, 1, 2) + max(2.5, 1)
	fmt.Println(m, min("b", "a"), max(1, 2.5, 'a'))
}
