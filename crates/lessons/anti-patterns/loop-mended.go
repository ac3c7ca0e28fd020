package main

import (
	"fmt"
	"sync"
	"time"
)

var limit = 20 //gopark:param 1..100 senders at most

func send(mail int) {
	time.Sleep(5 * time.Millisecond)
}

func main() {
	var wg sync.WaitGroup
	mails := make(chan int)
	for range limit {
		wg.Go(func() {
			for mail := range mails {
				send(mail)
			}
		})
	}
	for mail := range 500 {
		mails <- mail // waits while all senders are busy
	}
	close(mails)
	wg.Wait()
	fmt.Println("sent: 500")
}
