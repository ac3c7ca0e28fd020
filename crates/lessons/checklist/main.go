package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// audit writes a line somewhere; the archive has been slow since spring.
func audit(ctx context.Context, line string) {
	time.Sleep(3 * time.Second)
}

// watch looks for new settings.
func watch() {
	for {
		time.Sleep(time.Second)
	}
}

func handle(w http.ResponseWriter, r *http.Request) {
	go audit(context.Background(), r.URL.Path)
	fmt.Fprintln(w, "done")
}

func serve(listener net.Listener) {
	_ = http.Serve(listener, http.HandlerFunc(handle))
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	go serve(listener)
	go watch()

	url := "http://" + listener.Addr().String() + "/order"
	for range 200 {
		resp, err := http.Get(url)
		if err != nil {
			fmt.Println(err)
			return
		}
		_ = resp.Body.Close()
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println("200 orders are done")
}
