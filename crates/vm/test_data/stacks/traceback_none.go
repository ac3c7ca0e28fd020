// A program that asks for no stacks.
package main

import "runtime/debug"

func main() {
	debug.SetTraceback("none")
	go func() { select {} }()
	var p *int
	*p = 1
}
