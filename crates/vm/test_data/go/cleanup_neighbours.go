// What is cleaned up and what the cleanup gets may be parts of one block of small objects.
package main

import (
	"fmt"
	"runtime"
)

var kept []*int8

func main() {
	for range 40 {
		a, b := new(int8), new(int8)
		kept = append(kept, a, b)
		runtime.AddCleanup(a, func(*int8) {}, b)
	}
	fmt.Println("cleanups:", len(kept)/2)
}
