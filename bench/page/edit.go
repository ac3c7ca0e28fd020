// What is edited and run again: jobs for workers behind a breaker, with retries and a report, in two hundred lines.
package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

type job struct {
	id      int
	payload string
}

type result struct {
	job     job
	output  string
	err     error
	tries   int
	elapsed time.Duration
}

type jobError struct {
	id  int
	err error
}

func (e *jobError) Error() string { return fmt.Sprintf("job %d: %v", e.id, e.err) }
func (e *jobError) Unwrap() error { return e.err }

var (
	errBad  = errors.New("bad payload")
	errOpen = errors.New("the breaker is open")
)

type state int

const (
	closed state = iota
	open
	halfOpen
)

func (s state) String() string { return [...]string{"closed", "open", "half open"}[s] }

type breaker struct {
	mu       sync.Mutex
	state    state
	failures int
	max      int
	openedAt time.Time
	cooldown time.Duration
	changes  []string
}

func (b *breaker) set(s state) {
	if b.state != s {
		b.changes = append(b.changes, fmt.Sprintf("%v -> %v", b.state, s))
		b.state = s
	}
}

func (b *breaker) do(f func() error) error {
	b.mu.Lock()
	if b.state == open {
		if time.Since(b.openedAt) < b.cooldown {
			b.mu.Unlock()
			return errOpen
		}
		b.set(halfOpen)
	}
	b.mu.Unlock()
	err := f()
	b.mu.Lock()
	defer b.mu.Unlock()
	if err == nil {
		b.failures = 0
		b.set(closed)
		return nil
	}
	b.failures++
	if b.failures >= b.max || b.state == halfOpen {
		b.set(open)
		b.openedAt = time.Now()
	}
	return err
}

func retry(ctx context.Context, most int, base time.Duration, f func() error) (tries int, err error) {
	for tries = 1; tries <= most; tries++ {
		if err = f(); err == nil || errors.Is(err, errBad) {
			return tries, err
		}
		select {
		case <-ctx.Done():
			return tries, ctx.Err()
		case <-time.After(base << tries):
		}
	}
	return most, fmt.Errorf("after %d tries: %w", most, err)
}

type pool struct {
	size    int
	jobs    chan job
	results chan result
	breaker *breaker
	wg      sync.WaitGroup
}

func newPool(size int) *pool {
	return &pool{
		size:    size,
		jobs:    make(chan job),
		results: make(chan result, size),
		breaker: &breaker{max: 3, cooldown: 2 * time.Millisecond},
	}
}

func (p *pool) start(ctx context.Context) {
	for range p.size {
		p.wg.Go(func() {
			for j := range p.jobs {
				p.results <- p.process(ctx, j)
			}
		})
	}
	go func() {
		p.wg.Wait()
		close(p.results)
	}()
}

func (p *pool) process(ctx context.Context, j job) (r result) {
	begun := time.Now()
	r.job = j
	defer func() {
		if reason := recover(); reason != nil {
			r.err = &jobError{j.id, fmt.Errorf("panic: %v", reason)}
		}
		r.elapsed = time.Since(begun)
	}()
	var err error
	r.tries, err = retry(ctx, 3, time.Millisecond, func() error {
		return p.breaker.do(func() error {
			time.Sleep(time.Duration(rand.Intn(900)) * time.Microsecond)
			switch {
			case j.id%11 == 0:
				return errBad
			case j.id%13 == 0:
				var none map[string]int
				none[j.payload]++
			}
			r.output = strings.ToUpper(j.payload)
			return nil
		})
	})
	if err != nil {
		r.err = &jobError{j.id, err}
	}
	return r
}

type summary[K comparable] map[K][]time.Duration

func (s summary[K]) add(k K, d time.Duration) { s[k] = append(s[k], d) }

func (s summary[K]) mean(k K) time.Duration {
	var sum time.Duration
	for _, d := range s[k] {
		sum += d
	}
	return sum / time.Duration(max(len(s[k]), 1))
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	p := newPool(4)
	p.start(ctx)
	go func() {
		defer close(p.jobs)
		for i := range 40 {
			p.jobs <- job{i, fmt.Sprintf("payload %02d", i)}
		}
	}()
	var all []result
	byKind := summary[string]{}
	for r := range p.results {
		all = append(all, r)
		var failed *jobError
		switch {
		case errors.Is(r.err, errBad):
			byKind.add("bad", r.elapsed)
		case errors.As(r.err, &failed):
			byKind.add("failed", r.elapsed)
		default:
			byKind.add("fine", r.elapsed)
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].job.id < all[j].job.id })
	for _, r := range all {
		fmt.Printf("%2d %-12q tries %d %v\n", r.job.id, r.output, r.tries, r.err)
	}
	fmt.Fprintln(os.Stderr, byKind.mean("fine"), p.breaker.changes)
}
