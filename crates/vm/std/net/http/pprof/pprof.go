// Package pprof serves the profiles of runtime/pprof at /debug/pprof/, as text.
package pprof

import (
	"fmt"
	"net/http"
	"runtime/pprof"
	"strconv"
	"strings"
)

const prefix = "/debug/pprof/"

func init() { http.HandleFunc(prefix, Index) }

// Index answers with the profile that the path names, or with a list of all.
func Index(w http.ResponseWriter, r *http.Request) {
	if name, found := strings.CutPrefix(r.URL.Path, prefix); found && name != "" {
		Handler(name).ServeHTTP(w, r)
		return
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	for _, p := range pprof.Profiles() {
		fmt.Fprintf(w, "%d\t%s\n", p.Count(), p.Name())
	}
}

// Handler returns a handler that serves the named profile.
func Handler(name string) http.Handler { return handler(name) }

type handler string

func (name handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	p := pprof.Lookup(string(name))
	if p == nil {
		w.Header().Set("X-Go-Pprof", "1")
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprintln(w, "Unknown profile")
		return
	}
	debug, _ := strconv.Atoi(r.URL.Query().Get("debug"))
	if err := p.WriteTo(w, debug); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
