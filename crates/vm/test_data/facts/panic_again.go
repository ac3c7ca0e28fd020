//procs:1
package main

import "fmt"

func level(n int) {
	defer func() {
		if r := recover(); r != nil {
			panic(r)
		}
	}()
	if n > 0 {
		level(n - 1)
	}
	panic(fmt.Errorf("deep"))
}

func main() { level(3) }
