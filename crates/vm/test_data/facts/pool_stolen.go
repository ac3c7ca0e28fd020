//procs:many
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

// On another P there is what lies longest among what this one shares, but not what it has for itself.
func main() {
	p := sync.Pool{New: func() any { return "new" }}
	for i := range 4 {
		p.Put(i)
	}
	var taken atomic.Int32
	var got []any
	go func() {
		for range 5 {
			got = append(got, p.Get())
		}
		taken.Store(1)
	}()
	for taken.Load() == 0 {
	}
	fmt.Println(got)
}
