// A panic value whose Error panics itself.
package main

type e struct{ p *int }

func (x e) Error() string { return string(rune(*x.p)) }

func main() {
	panic(e{})
}
