package main

import (
	"fmt"
	"time"
)

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	_
	Thursday
)

const (
	KB = 1 << (10 * (iota + 1))
	MB
	GB
)

var (
	x = y + 1
	y = f()
	z = map[string]int{"init": x}
)

func f() int { return 41 }

func init() { fmt.Println("init 1", x, y, z) }
func init() { fmt.Println("init 2") }

func (d Weekday) String() string { return [...]string{"Sun", "Mon", "Tue", "Wed", "Thu"}[d] }

func multi() (int, string, error) { return 1, "s", nil }

func main() {
	fmt.Println(Sunday, Thursday, KB, MB, GB)
	a, b, err := multi()
	fmt.Println(a, b, err)
	i, j := 1, 2
	i, j = j, i
	arr := []int{0, 1, 2}
	k := 0
	k, arr[k] = 2, 9
	fmt.Println(i, j, k, arr)
	const d = 90 * time.Minute
	fmt.Println(d, time.Duration(1500)*time.Millisecond, d.Hours(), time.Duration(0), 2*time.Microsecond+3)
	var (
		u uint8 = 'z'
		r rune  = 'é'
	)
	fmt.Println(u, r, len("é"), 5.0/2, 5/2)
	fmt.Printf("%d %v %s\n", Tuesday, Tuesday, Tuesday)
}
