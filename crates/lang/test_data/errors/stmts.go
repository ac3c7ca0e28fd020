package main

import "fmt"

func main() {
	for i := range 10 {
		i = "a"
	}
	for i, j := range 10 {
		_, _ = i, j
	}
	for range 3.5 {
	}
	for i := range 1.0 {
		_ = i
	}
	for i := range "abc" {
		var s string = i
		_ = s
	}
	for k, v := range map[string]int{} {
		k, v = v, k
	}
	var c chan int
	for v := range c {
		_ = v
	}
	for i, v := range c {
		_, _ = i, v
	}
	var so chan<- int
	for range so {
	}
	for range main {
	}
	for i := range nil {
	}
	for range 5 {
		break
	}
	for i := range func(yield func(int) bool) {} {
		_ = i
	}
	for i, j := range func(yield func(int) bool) {} {
		_, _ = i, j
	}
	for range func(yield func(int)) {} {
	}
	for range func() {} {
	}
	var p *[3]int
	for i, v := range p {
		v = "a"
		_ = i
	}
	var i int
	var s string
	for i = range []string{} {
	}
	for s = range []string{} {
	}
	for i, s = range []int{} {
	}
	for i = range s {
	}
	for i, i = range s {
	}
	for x := 1; x < 2; x++ {
		x := "a"
	}
	for i = 0; i < "a"; i++ {
	}
	switch i {
	case "a":
	case 1, 2:
	case 2:
	case 1.0:
	case 1.5:
	case s:
	case nil:
	}
	switch {
	case i:
	case true:
	case true:
	case i == 1:
	}
	switch s {
	case "a", "b", "a":
	default:
	}
	switch f := main; f {
	}
	switch []int{} {
	case nil:
	}
	switch x := 5; x {
	case x:
	case 5, 5:
	}
	switch i := i.(type) {
	}
	switch nil {
	}
	switch main() {
	}
	switch any(i) {
	case 1:
	case "a":
	case 1:
	case []int{}:
	}
	select {
	case x := <-c:
	case x, ok := <-c:
		_ = ok
	case c <- "a":
	case i = <-c:
	case s = <-c:
	case 1:
	case fmt.Println():
	case x := 1:
	case <-i:
	default:
	}
	if x := 1; x {
	} else if x == "a" {
	}
	if i = 1; i > 0 {
	}
	defer fmt.Println
	go fmt.Println
	defer func() {}
	var f func()
	f = 1
	f()()
	func() {}()
	_ = func() int { return "a" }
	_ = func(x int) { x := 1 }
	i, s = s, i
	i, s = i
	_ = i, s
	var arr [3]int
	arr[s] = 1
	arr["a"] = 1
	arr[1.5] = 1
	arr[1.0] = 1
	s[0] = 1
	i[0] = 1
	_ = arr[:s]
	_ = i[1:]
	_ = s[1:2:3]
	_ = [3]int{}[:]
	_ = main[0]
	_ = c[0]
	_ = nil[0]
	_ = *i
	_ = *nil
	_ = &1
	_ = &main
	_ = &s[0]
	_ = &f()
	_ = &arr[0]
	_ = &struct{}{}
	_ = (*int)(nil)
	_ = **p
}
