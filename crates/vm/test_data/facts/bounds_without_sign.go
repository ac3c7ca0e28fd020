// Indexes of types without a sign are told as they are; others may be negative.
package main

import "fmt"

type values struct {
	a [3]int
	s []int
	t string
}

func try(name string, f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%s: %v %T\n", name, r, r)
	}()
	f()
}

func main() {
	x := values{s: []int{1, 2, 3}, t: "abc"}
	var (
		u  uint64  = 1<<63 + 5
		m  uint    = 1<<64 - 1
		p  uintptr = 1 << 63
		n          = -1
		n8 int8    = -5
		u8 uint8   = 200
	)
	try("x.a[u]", func() { _ = x.a[u] })
	try("x.s[m]", func() { _ = x.s[m] })
	try("x.t[p]", func() { _ = x.t[p] })
	try("x.s[n]", func() { _ = x.s[n] })
	try("x.a[n8]", func() { _ = x.a[n8] })
	try("x.s[u8]", func() { _ = x.s[u8] })
	try("x.s[u:]", func() { _ = x.s[u:] })
	try("x.s[:u]", func() { _ = x.s[:u] })
	try("x.s[u:m]", func() { _ = x.s[u:m] })
	try("x.s[n:]", func() { _ = x.s[n:] })
	try("x.t[u:]", func() { _ = x.t[u:] })
	try("x.t[:m]", func() { _ = x.t[:m] })
	try("x.s[1:2:u]", func() { _ = x.s[1:2:u] })
	try("x.s[1:u:2]", func() { _ = x.s[1:u:2] })
	try("x.s[u:2:3]", func() { _ = x.s[u:2:3] })
	try("x.s[:2:n]", func() { _ = x.s[:2:n] })
	try("x.s[n:2:2]", func() { _ = x.s[n:2:2] })
	try("x.a[u:]", func() { _ = x.a[u:] })
	try("x.a[:m]", func() { _ = x.a[:m] })
	try("x.t[m:u]", func() { _ = x.t[m:u] })
	try("x.s[u] = x.s[n]", func() { x.s[u] = x.s[n] })
	try("x.a[u]++", func() { x.a[u]++ })
	try("both", func() {
		for i := range 2 {
			func() {
				defer func() { fmt.Println(recover()) }()
				if i == 0 {
					x.s[u+1] = 1
				}
				x.s[n-i] = 1
			}()
		}
	})
	println(x.s[u])
}
