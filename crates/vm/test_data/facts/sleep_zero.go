//procs:1
package main

import "time"

func main() {
	go println("other")
	time.Sleep(0)
	time.Sleep(-5)
	println("main")
	time.Sleep(1)
}
