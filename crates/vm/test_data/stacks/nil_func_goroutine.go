//procs:1
package main

import "time"

//go:noinline
func run(f func()) { f() }

func main() {
	go run(nil)
	time.Sleep(time.Second)
}
