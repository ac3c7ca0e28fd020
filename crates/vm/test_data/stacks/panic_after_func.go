//procs:1
package main

import "time"

func main() {
	time.AfterFunc(time.Millisecond, func() { panic("later") })
	time.Sleep(time.Second)
}
