//procs:1
package main

var table = build()

//go:noinline
func build() map[string]int {
	var list []int
	return map[string]int{"a": list[len("abc")]}
}

func main() { println(len(table)) }
