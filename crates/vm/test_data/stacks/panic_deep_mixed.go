//procs:1
package main

type deeper interface{ deeper(n int) }

type inner struct{}

type outer struct{ inner }

func (inner) deeper(n int) { fall(n - 1) }

func fall(n int) {
	if n == 0 {
		panic("second")
	}
	var it deeper = &outer{}
	it.deeper(n)
}

func descend(n int) {
	if n == 0 {
		defer func() { fall(30) }()
		panic("first")
	}
	descend(n - 1)
}

func main() { descend(70) }
