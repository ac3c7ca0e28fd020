//procs:1
package main

import "runtime"

func set(p *[4]int) { runtime.SetFinalizer(p, func(*[4]int) {}) }

func main() {
	runtime.Gosched()
	p := new([4]int)
	set(p)
	runtime.Gosched()
	set(p)
}
