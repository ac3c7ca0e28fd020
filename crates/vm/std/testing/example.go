package testing

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// An InternalExample is an example with its name and what it is to write.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

// run runs an example and reports whether it wrote what it should.
func (e *InternalExample) run() (ok bool) {
	fmt.Printf("=== RUN   %s\n", e.Name)
	stdout := os.Stdout
	r, w, _ := os.Pipe()
	os.Stdout = w
	written := make(chan string)
	go func() {
		text, _ := io.ReadAll(r)
		r.Close()
		written <- string(text)
	}()
	finished := false
	start := time.Now()
	defer func() {
		spent := time.Since(start)
		w.Close()
		os.Stdout = stdout
		ok = e.judge(<-written, spent, finished, recover())
	}()
	e.F()
	finished = true
	return
}

func (e *InternalExample) judge(text string, spent time.Duration, finished bool, reason any) bool {
	fault, got, want := "", strings.TrimSpace(text), strings.TrimSpace(e.Output)
	switch {
	case reason != nil:
	case e.Unordered:
		sorted := func(s string) []string { return slices.Sorted(strings.SplitSeq(s, "\n")) }
		if !slices.Equal(sorted(got), sorted(want)) {
			fault = fmt.Sprintf("got:\n%s\nwant (unordered):\n%s\n", text, e.Output)
		}
	case got != want:
		fault = fmt.Sprintf("got:\n%s\nwant:\n%s\n", got, want)
	}
	passed := fault == "" && finished && reason == nil
	result := "PASS"
	if !passed {
		result = "FAIL"
	}
	fmt.Printf("--- %s: %s (%s)\n%s", result, e.Name, seconds(spent), fault)
	if reason != nil {
		panic(reason)
	} else if !finished {
		panic(errEnded)
	}
	return passed
}
