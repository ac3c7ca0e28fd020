package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof" // answers at /debug/pprof/
	"runtime"
	"sync"
	"time"
)

// audit writes lines somewhere, one after the other, until there are no more.
func audit(ctx context.Context, lines <-chan string) {
	for {
		select {
		case <-ctx.Done():
			return
		case _, ok := <-lines:
			if !ok {
				return
			}
			pause(ctx, 3*time.Millisecond)
		}
	}
}

// watch counts goroutines until nobody wants to know.
func watch(ctx context.Context) {
	for ctx.Err() == nil {
		if n := runtime.NumGoroutine(); n > 100 {
			fmt.Println("too many goroutines")
		}
		pause(ctx, 100*time.Millisecond)
	}
}

// pause sleeps, unless it has to end.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

func serve(server *http.Server, listener net.Listener) {
	_ = server.Serve(listener) // until Shutdown
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	lines := make(chan string, 16)
	http.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		select {
		case lines <- r.URL.Path: // waits while the archive is behind
		case <-r.Context().Done():
			return
		}
		fmt.Fprintln(w, "done")
	})
	server := &http.Server{}
	var tasks sync.WaitGroup
	tasks.Go(func() { serve(server, listener) })
	for range 4 {
		tasks.Go(func() { audit(ctx, lines) })
	}
	tasks.Go(func() { watch(ctx) })

	url := "http://" + listener.Addr().String()
	for range 200 {
		resp, err := http.Get(url + "/order")
		if err != nil {
			fmt.Println(err)
			return
		}
		_ = resp.Body.Close()
		time.Sleep(10 * time.Millisecond)
	}
	_ = server.Shutdown(ctx)
	close(lines)
	cancel()
	tasks.Wait()
	fmt.Println("200 orders are done")
}
