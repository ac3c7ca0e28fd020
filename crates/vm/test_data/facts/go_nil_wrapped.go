//procs:1

package main

import "time"

func f(g func(int, string)) {
	go g(1, "x")
	time.Sleep(1e6)
}

func main() { f(nil) }
