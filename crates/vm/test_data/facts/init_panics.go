package main

import "os"

func f() int {
	var s []int
	return s[len(os.Args)]
}

var x = f()

func init() { println("not") }

func main() { println(x) }
