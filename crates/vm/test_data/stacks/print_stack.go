//procs:1
package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

type T struct{}

func (T) value(s string) { debug.PrintStack() }

func (t *T) pointer() { t.value("x") }

func main() {
	func() { (&T{}).pointer() }()
	defer debug.PrintStack()
	os.Stdout.Write(debug.Stack())
	buf := make([]byte, 2000)
	os.Stdout.Write(buf[:runtime.Stack(buf, false)])
}
