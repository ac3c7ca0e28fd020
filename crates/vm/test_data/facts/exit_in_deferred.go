//procs:1
package main

import "os"

func main() {
	defer func() {
		defer println("never")
		os.Exit(7)
	}()
	panic("not shown")
}
