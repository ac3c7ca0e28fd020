//procs:1
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	freed := 0
	for range 5 {
		k := time.NewTicker(time.Millisecond)
		runtime.AddCleanup(k, func(int) { freed++ }, 0)
		t := time.NewTimer(time.Millisecond)
		runtime.AddCleanup(t, func(int) { freed++ }, 0)
		b := new([100]int)
		runtime.AddCleanup(b, func(int) { freed += 100 }, 0)
		time.AfterFunc(time.Hour, func() { b[0]++ })
	}
	for range 3 {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	fmt.Println(freed >= 8, freed < 100)
}
