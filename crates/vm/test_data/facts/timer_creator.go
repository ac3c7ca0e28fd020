//procs:1
package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"time"
)

func called() {
	os.Stdout.Write(debug.Stack())
}

func main() {
	time.AfterFunc(time.Millisecond, called)
	time.Sleep(5 * time.Millisecond)
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() {
		defer close(done)
		fmt.Println("in closure")
		panic("in AfterFunc")
	})
	<-done
	select {}
}
