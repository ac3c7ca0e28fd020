package main

import "fmt"

const (
	huge  = 1e100000000
	tiny  = 1e-100000000
	bits  = 0x1p2147483646
	third = huge / 3
	ten   = 1e10001 / 1e10000
	whole = 1e4000
	none  = 1e-1000000000
)

func main() {
	fmt.Println(huge*tiny, huge/third, bits/(bits/4), ten)
	fmt.Println(whole/1e3990 == whole/1e3990, whole > huge, huge > whole, tiny < 1e-300, -huge < -whole)
	fmt.Println(none, 1+tiny == 1, huge+1 == huge, huge-huge, float64(tiny))
	fmt.Println(0x1p-2000*0x1p1990, 1e2000/1e1999/3)
	var f float32 = 123456789e5000 / 1e5000
	fmt.Println(f, complex64(huge/huge+1i*tiny))
}
