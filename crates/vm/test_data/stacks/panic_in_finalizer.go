//procs:1
package main

import (
	"fmt"
	"runtime"
	"time"
)

type thing struct{ n, m int }

//go:noinline
func set() { runtime.SetFinalizer(&thing{1, 2}, func(t *thing) { panic(fmt.Sprint("thing ", t.n)) }) }

func main() {
	set()
	runtime.GC()
	time.Sleep(time.Second)
}
