// Texts of panics are any bytes.
package main

import "errors"

type name string

func main() {
	defer func() { panic(errors.New("c\xc3\nline\xf0\x28")) }()
	defer func() {
		recover()
		panic(name("b\xff\"\n"))
	}()
	panic("a\xffb\xfe\xe4\xb8 end\n next")
}
