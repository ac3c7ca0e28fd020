//procs:1
package main

import "sync"

type T struct{ rw sync.RWMutex }

func (t *T) done() { t.rw.Unlock() }

func main() {
	t := &T{}
	t.done()
}
