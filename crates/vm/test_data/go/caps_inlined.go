package main

import "fmt"

// Functions that Go inlines, or does not, or is told not to.

func push(s []int, v int) []int { return append(s, v) }

//go:noinline
func pushCall(s []int, v int) []int { return append(s, v) }

func pushTwice(s []int, v int) []int { return push(push(s, v), v) }

func change(s []int) {
	s = append(s, 1)
	s[0] = 100
}

func appendOne(s []int) { s = append(s, 1) }

func length(s []int) int { return len(s) }

func sum(s []int) int {
	t := 0
	for _, v := range s {
		t += v
	}
	return t
}

//go:noinline
func sumCall(s []int) int {
	t := 0
	for _, v := range s {
		t += v
	}
	return t
}

//go:noinline
func write(s []int) { s[0] = 1 }

func writeInlined(s []int) { s[0] = 1 }

func viaPointer(s *[]int, v int) { *s = append(*s, v) }

type stack struct{ items []int }

func (s *stack) push(v int) { s.items = append(s.items, v) }
func (s *stack) pop() int {
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v
}

type intList []int

func (l intList) with(v int) intList { return append(l, v) }
func (l *intList) add(v int)         { *l = append(*l, v) }

func ladder(f func([]int, int) []int) {
	var s []int
	for i := range 6 {
		s = f(s, i)
		fmt.Print(cap(s), " ")
	}
	fmt.Println("dynamic")
}

func main() {
	{
		var s []int
		for i := range 6 {
			s = push(s, i)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("push")
	}
	{
		var s []int
		for i := range 6 {
			s = pushCall(s, i)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("pushCall")
	}
	{
		var s []int
		for i := range 3 {
			s = pushTwice(s, i)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("pushTwice")
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			change(s)
			appendOne(s)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("changed")
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), length(s), " ")
		}
		fmt.Println("length in loop")
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("length after", length(s))
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("sum after", sum(s))
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("sumCall after", sumCall(s))
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), " ", sumCall(s), " ")
		}
		fmt.Println("sumCall in loop")
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		write(s)
		fmt.Println("write")
	}
	{
		var s []int
		for i := range 6 {
			s = append(s, i)
			fmt.Print(cap(s), " ")
		}
		writeInlined(s)
		fmt.Println("writeInlined")
	}
	{
		var s []int
		for i := range 6 {
			viaPointer(&s, i)
			fmt.Print(cap(s), " ")
		}
		fmt.Println("pointer")
	}
	{
		var s stack
		for i := range 6 {
			s.push(i)
			fmt.Print(cap(s.items), " ")
		}
		fmt.Println("stack", s.pop())
	}
	{
		var l intList
		for i := range 6 {
			l = l.with(i)
			fmt.Print(cap(l), " ")
		}
		fmt.Println("with")
	}
	{
		var l intList
		for i := range 6 {
			l.add(i)
			fmt.Print(cap(l), " ")
		}
		fmt.Println("add")
	}
	ladder(push)
}
