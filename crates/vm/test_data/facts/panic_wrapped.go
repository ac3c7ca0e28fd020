//procs:1
package main

import "fmt"

func main() {
	defer func() {
		r := recover()
		panic(fmt.Errorf("wrapped: %w", r.(error)))
	}()
	var s []int
	_ = s[len(s)]
}
