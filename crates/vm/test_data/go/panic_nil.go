package main

import "fmt"

type T struct{ x [10]int }

func main() {
	defer func() { fmt.Println("deferred") }()
	var p *T
	fmt.Println(p.x[3])
}
