package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

func get(c *http.Client, url string) {
	resp, err := c.Get(url)
	if err != nil {
		fmt.Println("error:", strings.ReplaceAll(err.Error(), url[:strings.Index(url[7:], "/")+7], "HOST"))
		return
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	fmt.Printf("%s %q %v len=%d type=%q allow=%q\n", resp.Status, body, err, resp.ContentLength, resp.Header.Get("Content-Type"), resp.Header.Get("Allow"))
}

func main() {
	mux := http.NewServeMux()
	cancelled := make(chan error, 1)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "root %s %s %s", r.Method, r.URL.Path, r.URL.RawQuery)
	})
	mux.HandleFunc("GET /items/{id}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "item %s pattern %s", r.PathValue("id"), r.Pattern)
	})
	mux.HandleFunc("POST /items/{id}/{rest...}", func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, "posted %q %v to %s/%s type %s length %d", b, err, r.PathValue("id"), r.PathValue("rest"), r.Header.Get("Content-Type"), r.ContentLength)
	})
	mux.HandleFunc("/dir/", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<html><body>dir") })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
			cancelled <- r.Context().Err()
		case <-time.After(5 * time.Second):
			fmt.Fprint(w, "slow")
		}
	})
	mux.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) {
		for i := range 3 {
			fmt.Fprint(w, strings.Repeat(fmt.Sprint(i), 30))
			w.(http.Flusher).Flush()
		}
	})
	mux.HandleFunc("/error", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "went wrong", 500) })
	mux.HandleFunc("/nothing", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) })
	mux.Handle("/moved", http.RedirectHandler("/items/9", http.StatusFound))
	mux.HandleFunc("GET /only/{$}", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "only") })
	mux.HandleFunc("/form", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.FormValue("a"), r.FormValue("b")) })
	mux.Handle("/timeout", http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
	}), 20*time.Millisecond, "too slow"))

	srv := httptest.NewServer(mux)
	c := srv.Client()
	for _, path := range []string{"/", "/items/7", "/items/", "/items/7/x", "/dir", "/dir/x", "/big", "/error", "/nothing", "/moved", "/only/", "/only", "/only/x", "/a/../b", "/form?a=1&b=2", "/timeout"} {
		fmt.Print(path, ": ")
		get(c, srv.URL+path)
	}
	resp, err := c.Post(srv.URL+"/items/7/a/b", "text/x", strings.NewReader("the body"))
	b, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	fmt.Println(resp.Status, string(b), err)
	resp, err = c.PostForm(srv.URL+"/form", map[string][]string{"a": {"x"}, "b": {"y"}})
	b, _ = io.ReadAll(resp.Body)
	resp.Body.Close()
	fmt.Println(resp.Status, string(b), err)

	// The client gives up: the handler's context is cancelled.
	c.Timeout = 30 * time.Millisecond
	get(c, srv.URL+"/slow")
	fmt.Println(<-cancelled)
	c.Timeout = 0
	ctx, cancel := context.WithCancel(context.Background())
	req, _ := http.NewRequestWithContext(ctx, "GET", srv.URL+"/slow", nil)
	time.AfterFunc(10*time.Millisecond, cancel)
	_, err = c.Do(req)
	fmt.Println(errors.Is(err, context.Canceled), <-cancelled)
	ctx, cancel = context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	_, err = c.Do(req.WithContext(ctx))
	fmt.Println(errors.Is(err, context.DeadlineExceeded), <-cancelled)

	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := range 20 {
		wg.Go(func() {
			resp, err := c.Get(fmt.Sprintf("%s/items/%d", srv.URL, i))
			if err != nil {
				fmt.Println(err)
				return
			}
			defer resp.Body.Close()
			b, _ := io.ReadAll(resp.Body)
			mu.Lock()
			sum += len(b)
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println("sum", sum)
	srv.Close()
	_, err = c.Get(srv.URL + "/")
	fmt.Println(err != nil)

	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, httptest.NewRequest("GET", "/items/x", nil))
	fmt.Println(rec.Code, rec.Body.String(), rec.Result().Header)

	server := &http.Server{Addr: "127.0.0.1:18080", Handler: mux}
	served := make(chan error)
	go func() { served <- server.ListenAndServe() }()
	time.Sleep(20 * time.Millisecond)
	go func() {
		resp, err := http.Get("http://127.0.0.1:18080/timeout")
		if err == nil {
			fmt.Println("during shutdown:", resp.StatusCode)
			resp.Body.Close()
		}
	}()
	time.Sleep(10 * time.Millisecond)
	fmt.Println("shutdown:", server.Shutdown(context.Background()))
	fmt.Println("served:", <-served)
	fmt.Println(server.ListenAndServe())
}
