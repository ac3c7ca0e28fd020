// Busy does a little of everything a trace can show, and leaves some goroutines stuck for the dump.
//
// Usage: busy TRACE DUMP1 DUMP2
package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"sync"
	"time"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func create(name string) *os.File {
	f, err := os.Create(name)
	must(err)
	return f
}

func numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// pulls switches between coroutines, to the end of one and not to the end of another.
func pulls() {
	for _, stop := range []int{3, 99} {
		next, end := iter.Pull(numbers(10))
		for range stop {
			if _, ok := next(); !ok {
				break
			}
		}
		end()
	}
}

func workers(ctx context.Context, n int) {
	ctx, task := trace.NewTask(ctx, "workers")
	defer task.End()
	jobs := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range n {
		wg.Go(func() {
			for job := range jobs {
				trace.WithRegion(ctx, "job", func() {
					mu.Lock()
					spin(20 * time.Microsecond)
					mu.Unlock()
				})
				trace.Logf(ctx, "done", "job %d \"ü\"\n", job)
			}
		})
	}
	for i := range 50 {
		jobs <- i
	}
	close(jobs)
	wg.Wait()
}

func spin(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

// syscalls reads from a pipe, so that some reads block in the poller and the writes do not.
func syscalls() {
	r, w, err := os.Pipe()
	must(err)
	go func() {
		for range 20 {
			time.Sleep(100 * time.Microsecond)
			w.Write([]byte("x"))
		}
		w.Close()
	}()
	buf := make([]byte, 1)
	for {
		if _, err := r.Read(buf); err != nil {
			return
		}
	}
}

type node struct {
	next *node
	pad  [10]int
}

// garbage keeps enough small objects alive that allocating has to sweep and to assist the marking.
func garbage() {
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			var kept *node
			for i := range 30_000 {
				kept = &node{next: kept}
				if i%10_000 == 0 {
					kept = nil
				}
			}
			runtime.KeepAlive(kept)
		})
	}
	wg.Wait()
	runtime.GC()
}

type holder struct{ mu sync.Mutex }

func (h *holder) wait(id int) {
	h.mu.Lock()
	fmt.Println("never", id)
}

// leak leaves goroutines that wait in different ways.
func leak() {
	h := new(holder)
	h.mu.Lock()
	go h.wait(7)
	for range 5 {
		go func() { <-make(chan int) }()
	}
	go func() { select {} }()
	go func() {
		var c chan string
		c <- "x"
	}()
	go pprof.Do(context.Background(), pprof.Labels("route", "/order/{id}", "tenant", "blue"), func(context.Context) {
		time.Sleep(time.Hour)
	})
	time.Sleep(5 * time.Millisecond)
}

func main() {
	f := create(os.Args[1])
	must(trace.Start(f))
	ctx := context.Background()
	pulls()
	workers(ctx, 4)
	syscalls()
	garbage()
	leak()
	time.Sleep(1100 * time.Millisecond) // Into a second generation.
	workers(ctx, 2)
	prev := runtime.GOMAXPROCS(3)
	workers(ctx, 3)
	runtime.GOMAXPROCS(prev)
	trace.Stop()
	must(f.Close())
	for i, name := range os.Args[2:] {
		f := create(name)
		must(pprof.Lookup("goroutine").WriteTo(f, i+1))
		must(f.Close())
	}
}
