//procs:1
//env:GOTRACEBACK=system

package main

import "runtime"

type table struct{ rows int }

func (t *table) add() { t.rows++ }

func main() {
	go func() { select {} }()
	runtime.Gosched()
	defer func() { panic("second") }()
	var t *table
	t.add()
}
