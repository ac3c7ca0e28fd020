//procs:1
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type e struct{ n int }

func (e) Error() string { return "not asked" }

func main() {
	defer func() {
		defer func() {
			fmt.Println("x")
			defer func() {
				var rw sync.RWMutex
				rw.Unlock()
			}()
			var a []int
			_ = a[len(fmt.Sprint(1))]
		}()
		panic("str\ning")
	}()
	defer func() {
		r := recover()
		panic(r)
	}()
	_ = runtime.NumCPU
	panic(e{3})
}
