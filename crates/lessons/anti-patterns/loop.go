package main

import (
	"fmt"
	"sync"
	"time"
)

func send(mail int) {
	time.Sleep(5 * time.Millisecond)
}

func main() {
	var wg sync.WaitGroup
	for mail := range 500 {
		wg.Go(func() { send(mail) }) // as many goroutines as there is mail
	}
	wg.Wait()
	fmt.Println("sent: 500")
}
