// Memory is allocated and kept until the container is out of it.
package main

import "fmt"

type record struct {
	next *record
	name string
	data [40]byte
}

func main() {
	var all *record
	for n := 0; ; n++ {
		all = &record{next: all, name: fmt.Sprint(n)}
	}
}
