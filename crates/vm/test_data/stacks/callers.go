//procs:1
package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

func base(file string) string { return file[strings.LastIndex(file, "/")+1:] }

//go:noinline
func show(skip int) {
	pcs := make([]uintptr, 20)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(skip, pcs)])
	for {
		f, more := frames.Next()
		file := base(f.File)
		if strings.HasPrefix(f.Function, "main.") {
			file = "main.go"
		}
		fmt.Println(f.Function, file, f.Line)
		if !more {
			break
		}
	}
	fmt.Println()
}

type T struct{}

//go:noinline
func (t *T) show() { show(1) }

func main() {
	show(0)
	func() { show(1) }()
	(&T{}).show()
	show(30)
	go func() { show(2) }()
	time.Sleep(time.Millisecond)
	pc, _, line, ok := runtime.Caller(0)
	fmt.Println(line, ok, runtime.FuncForPC(pc).Name())
	fmt.Println(runtime.Caller(40))
	fmt.Println(runtime.FuncForPC(1) == nil)
	defer func() {
		recover()
		show(1)
	}()
	panic(1)
}
