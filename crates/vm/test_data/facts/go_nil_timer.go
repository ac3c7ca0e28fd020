//procs:1
package main

import "time"

func main() {
	time.AfterFunc(time.Millisecond, nil)
	time.Sleep(10 * time.Millisecond)
}
