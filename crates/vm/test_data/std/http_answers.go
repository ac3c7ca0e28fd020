package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

// What handlers answer beside a text, and a client that is redirected on the connection that it has.
func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	mux := http.NewServeMux()
	mux.HandleFunc("/text", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "text") })
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<ht", "ml><b>") })
	mux.HandleFunc("/twice", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusCreated)
		http.Error(w, "too late", http.StatusInternalServerError)
	})
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/text", http.StatusFound) })
	server := &http.Server{Addr: "127.0.0.1:18099", Handler: mux, ConnState: func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			fmt.Println("a new connection")
		}
	}}
	go server.ListenAndServe()
	time.Sleep(20 * time.Millisecond)
	for _, it := range [][2]string{{"HEAD", "/text"}, {"HEAD", "/page"}, {"GET", "/page"}, {"GET", "/twice"}, {"GET", "/away"}, {"HEAD", "/away"}} {
		request, _ := http.NewRequest(it[0], "http://127.0.0.1:18099"+it[1], nil)
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			fmt.Println(err)
			return
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		fmt.Printf("%s %s %q %q %d %v\n", it, answer.Status, body, answer.Header["Content-Type"], answer.ContentLength, err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	fmt.Println(server.Shutdown(ctx))
}
