// An uncaught failed type assertion.
package main

import "fmt"

type shape interface{ Area() float64 }
type sq struct{}

func main() {
	var v any = sq{}
	defer fmt.Println("deferred")
	fmt.Println(v.(shape).Area())
}
