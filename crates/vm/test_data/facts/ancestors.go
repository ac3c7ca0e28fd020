//procs:1
//env:GODEBUG=tracebackancestors=5

package main

import "time"

func a() { go b(); time.Sleep(time.Second) }
func b() { go c(); time.Sleep(time.Second) }
func c() { panic("in c") }

func main() { go a(); time.Sleep(time.Second) }
