package main

import "fmt"
import . "strings"
import "os"


var fmt = 1

func main() {
	_ = os
	os = 1
	os.Exit
	_ = os.Exit("a")
	_ = os.Args[0] + 1
	var x os.Args
	_ = os.Exit(1)
	os.Args()
	os.Nope.Foo()
	var y os.Nope
	os.Stdout.Nope()
}
