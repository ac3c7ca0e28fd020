// A goroutine recovers its panic and reports it over a channel; the others go on.
package main

import (
	"errors"
	"fmt"
	"sort"
	"sync"
)

type panicError struct {
	id  int
	val any
}

func (p panicError) Error() string { return fmt.Sprintf("worker %d: %v", p.id, p.val) }
func (p panicError) Unwrap() error {
	err, _ := p.val.(error)
	return err
}

var errWork = errors.New("work failed")

func run(id int, f func()) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicError{id, v}
		}
	}()
	f()
	return nil
}

func main() {
	work := []func(){
		func() {},
		func() { panic("text") },
		func() { panic(errWork) },
		func() { var s []int; _ = s[3] },
		func() { panic(fmt.Errorf("deep: %w", errWork)) },
		func() { var p *panicError; _ = p.id },
		func() { run(60, func() { panic("inner") }) },
		func() { panic(run(70, func() { panic("again") })) },
	}
	errs := make(chan error, len(work))
	var wg sync.WaitGroup
	for id, f := range work {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs <- run(id, f)
		}()
	}
	wg.Wait()
	close(errs)
	var lines []string
	for err := range errs {
		var pe panicError
		lines = append(lines, fmt.Sprint(err, " | ", errors.Is(err, errWork), " ", errors.As(err, &pe), " ", pe.id))
	}
	sort.Strings(lines)
	for _, l := range lines {
		fmt.Println(l)
	}
}
