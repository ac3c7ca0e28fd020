//procs:1
package main

import "sync"

func main() {
	f := sync.OnceFunc(func() { panic("once") })
	func() {
		defer func() { recover() }()
		f()
	}()
	f()
}
