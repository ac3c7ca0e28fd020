// Methods on nil: pointers, maps, slices, funcs; and what of a nil struct pointer may be asked for.
package main

import "fmt"

type list struct {
	next *list
	vals [4]int
	big  [5000]int
}

func (l *list) len() int {
	if l == nil {
		return 0
	}
	return 1 + l.next.len()
}

type table map[string]int

func (t table) get(k string) int { return t[k] }

type stack []int

func (s *stack) push(v int) { *s = append(*s, v) }
func (s stack) top() int {
	if len(s) == 0 {
		return -1
	}
	return s[len(s)-1]
}

type fn func() string

func (f fn) call() string {
	if f == nil {
		return "nil fn"
	}
	return f()
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "->", r)
		}
	}()
	f()
	fmt.Println(name, "fine")
}

func main() {
	var l *list
	fmt.Println(l.len(), (&list{next: &list{}}).len())
	var t table
	fmt.Println(t.get("x"), len(t))
	var s stack
	fmt.Println(s.top())
	s.push(4)
	fmt.Println(s.top(), s)
	var f fn
	fmt.Println(f.call(), fn(func() string { return "called" }).call())
	try("field", func() { fmt.Println(l.vals[1]) })
	try("far field", func() { fmt.Println(l.big[4000]) })
	try("len of array", func() { fmt.Println(len(l.vals)) })
	try("range of array", func() {
		for i := range l.vals {
			_ = i
		}
	})
	try("range of array values", func() {
		for _, v := range l.vals {
			_ = v
		}
	})
	try("address of field", func() { _ = &l.vals })
	try("slice of array", func() { _ = l.vals[:] })
	try("store", func() { l.next = nil })
	try("copy", func() { x := *l; _ = x })
	var p *stack
	try("push on nil", func() { p.push(1) })
	try("top on nil", func() { fmt.Println(p.top()) })
	var pp **int
	try("pointer to pointer", func() { **pp = 1 })
	var arr *[3]int
	try("nil array len", func() { fmt.Println(len(arr), cap(arr)) })
	try("nil array index", func() { arr[0]++ })
	var i interface{ len() int }
	try("nil interface", func() { i.len() })
	i = l
	try("nil in interface", func() { fmt.Println(i.len(), i == nil) })
}
