//procs:1
package main

import "log"

func main() {
	log.SetFlags(0)
	defer println("deferred")
	log.Panicln("as panic", 2)
}
