package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"time"
)

var rate = 4 * time.Second //gopark:param 1s..60s between two requests
var fixed = false          //gopark:param background work ends with its request

// downstream never answers: it has been down since the last deployment.
var downstream = make(chan string)

// process is the background task of a request; it keeps data until it is done.
func process(ctx context.Context, data []byte) {
	select {
	case answer := <-downstream:
		copy(data, answer)
	case <-ctx.Done():
	}
}

func handle(w http.ResponseWriter, r *http.Request) {
	ctx := context.Background()
	if fixed {
		ctx = r.Context()
	}
	data := make([]byte, 64<<10)
	go process(ctx, data)
	<-r.Context().Done() // the client gives up
}

func serve(listener net.Listener) {
	fmt.Println(http.Serve(listener, http.HandlerFunc(handle)))
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	go serve(listener)

	client := http.Client{Timeout: time.Second}
	url := "http://" + listener.Addr().String()
	for requests := 1; requests <= 3000; requests++ {
		if _, err := client.Get(url); err == nil {
			fmt.Println("an answer, of all things")
		}
		if requests%100 == 0 {
			fmt.Println("requests:", requests, "goroutines:", runtime.NumGoroutine())
		}
		time.Sleep(rate)
	}
}
