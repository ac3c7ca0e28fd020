//procs:1
package main

import (
	"fmt"
	"os"
)

func init() {
	defer func() { fmt.Println("init rec", recover()) }()
	go func() { <-make(chan int) }()
	panic("in init")
}

var x = func() int { fmt.Fprintln(os.Stderr, "var"); return y }()
var y = 2

func init() {
	ch := make(chan int)
	ch <- x
}

func main() {}
