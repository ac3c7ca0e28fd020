//procs:1
//time:fake

// Random programs of groups with limits, of semaphores and of contexts that end: a number for each says in which order
// everything happened.
package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

type rng uint64

func (r *rng) next(n int) int {
	x := uint64(*r)
	x ^= x << 13
	x ^= x >> 7
	x ^= x << 17
	*r = rng(x)
	return int((x >> 33) % uint64(n))
}

type world struct {
	log    []int32
	groups [3]*errgroup.Group
	ctxs   [3]context.Context
	sems   [2]*semaphore.Weighted
	held   [2]int64
	left   int
	ids    int
}

var errTask = errors.New("task")

func (w *world) note(id, what int) { w.log = append(w.log, int32(id<<8|what)) }

func (w *world) dur(r *rng) time.Duration { return time.Duration(r.next(1000000)+1) * time.Millisecond }

func (w *world) task(id int, r rng, depth int) (err error) {
	w.note(id, 1)
	defer func() {
		if e := recover(); e != nil {
			w.note(id, 90)
		}
		w.note(id, 2)
	}()
	for range r.next(6) + 1 {
		i := r.next(3)
		g, k := w.groups[i], r.next(14)
		w.note(id, 10+k)
		switch k {
		case 0, 1, 2, 3:
			if depth == 3 || w.left == 0 {
				break
			}
			w.left--
			w.ids++
			id, s := w.ids, rng(uint64(r)*0x9e3779b97f4a7c15)
			f := func() error { return w.task(id, s, depth+1) }
			if k == 3 {
				if !g.TryGo(f) {
					w.note(id, 50)
				}
			} else {
				g.Go(f)
			}
		case 4:
			runtime.Gosched()
		case 5, 6:
			time.Sleep(w.dur(&r))
			w.note(id, 51)
		case 7, 8, 9:
			j, n := r.next(2), int64(r.next(5)+1)
			ctx, cancel := context.WithTimeout(context.Background(), w.dur(&r))
			err := w.sems[j].Acquire(ctx, n)
			cancel()
			if err != nil {
				w.note(id, 52)
				break
			}
			w.note(id, 53)
			if r.next(4) > 0 {
				time.Sleep(w.dur(&r))
				w.sems[j].Release(n)
			} else {
				w.held[j] += n
			}
		case 10:
			j := r.next(2)
			if n := int64(r.next(4) + 1); w.sems[j].TryAcquire(n) {
				w.note(id, 54)
				w.held[j] += n
			}
		case 11:
			j := r.next(2)
			w.sems[j].Release(w.held[j])
			w.held[j] = 0
		case 12:
			if r.next(3) == 0 {
				return errTask
			}
		case 13:
			if r.next(8) == 0 {
				w.sems[r.next(2)].Release(9)
			}
			<-w.ctxs[i].Done()
			w.note(id, 55)
		}
	}
	return nil
}

func scenario(seed uint64) []int32 {
	r := rng(seed*0x9e3779b97f4a7c15 + 1)
	w := &world{left: 40}
	for i := range w.groups {
		w.groups[i], w.ctxs[i] = errgroup.WithContext(context.Background())
		if n := r.next(6) - 1; n != 0 {
			w.groups[i].SetLimit(n)
		}
	}
	for i := range w.sems {
		w.sems[i] = semaphore.NewWeighted(int64(r.next(5) + 1))
	}
	for range 3 + r.next(4) {
		w.ids++
		id, s := w.ids, rng(uint64(r)*0x2545f4914f6cdd1d+uint64(w.ids))
		go w.task(id, s, 0)
		r.next(2)
	}
	for i, g := range w.groups {
		go func() {
			if g.Wait() == errTask {
				w.note(i, 3)
			}
			w.note(i, 4)
		}()
	}
	for range 20 {
		time.Sleep(1000 * time.Second)
		w.note(0, 0)
	}
	return w.log
}

// Align returns right after a tick that is divisible by 61: nothing else brings main back from the global queue.
func align() {
	stop := false
	var again func()
	again = func() {
		if !stop {
			go again()
			go func() {}()
		}
	}
	go again()
	for range 4 {
		runtime.Gosched()
	}
	stop = true
	for range 200 {
		runtime.Gosched()
	}
}

func main() {
	debug.SetGCPercent(-1)
	align()
	var orders [200]uint64
	for seed := range orders {
		orders[seed] = 14695981039346656037
		for _, e := range scenario(uint64(seed)) {
			orders[seed] = (orders[seed] ^ uint64(e)) * 1099511628211
		}
	}
	for i := 0; i < len(orders); i += 5 {
		fmt.Println(orders[i : i+5])
	}
}
