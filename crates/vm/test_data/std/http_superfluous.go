// A status that is written twice, servers that end, and handlers that give up.
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"time"
	"context"
	"errors"
)

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	mux := http.NewServeMux()
	mux.HandleFunc("/twice", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(200)
		w.WriteHeader(500)
		io.WriteString(w, "x")
	})
	mux.HandleFunc("/late", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "x")
		w.WriteHeader(500)
	})
	th := http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(201)
		w.WriteHeader(202)
		fmt.Fprint(w, "t")
	}), time.Second, "no")
	mux.Handle("/th", th)
	mux.HandleFunc("/boom", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	srv := httptest.NewServer(mux)
	get := func(p string) {
		resp, err := http.Get(srv.URL + p)
		if err != nil {
			fmt.Println(p, "error", strings.Contains(err.Error(), "EOF"))
			return
		}
		b, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Println(p, resp.StatusCode, string(b), resp.Proto, resp.Header.Get("Content-Length"))
	}
	get("/twice")
	get("/late")
	get("/th")
	get("/boom")
	var wg sync.WaitGroup
	var mu sync.Mutex
	n := 0
	for i := range 5 {
		wg.Go(func() {
			resp, err := http.Get(fmt.Sprint(srv.URL, "/none?", i))
			if err == nil {
				resp.Body.Close()
				mu.Lock()
				n += resp.StatusCode
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(n)
	srv.Close()
	_, err := http.Get(srv.URL)
	fmt.Println(err != nil)
	s := &http.Server{Addr: "127.0.0.1:0", Handler: mux}
	go func() { time.Sleep(5 * time.Millisecond); s.Shutdown(context.Background()) }()
	err = s.ListenAndServe()
	fmt.Println(err, errors.Is(err, http.ErrServerClosed))
}
