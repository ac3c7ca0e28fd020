package main

import (
	"fmt"
	"runtime"
	"time"
)

var closes = false //gopark:param the producer closes its channel
var workers = 3    //gopark:param 1..20 readers of each channel

// produce owns ch: it alone sends, so it alone may close.
func produce(ch chan<- int) {
	for msg := range 6 {
		ch <- msg
	}
	if closes {
		close(ch)
	}
}

func consume(ch <-chan int) {
	for msg := range ch {
		process(msg)
	}
}

func process(int) {
	time.Sleep(200 * time.Microsecond)
}

func main() {
	for batch := range 10 {
		ch := make(chan int)
		for range workers {
			go consume(ch)
		}
		produce(ch)
		time.Sleep(2 * time.Millisecond)
		fmt.Println("batch", batch+1, "is done, goroutines:", runtime.NumGoroutine())
	}
}
