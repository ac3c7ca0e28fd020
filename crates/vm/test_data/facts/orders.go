//procs:1
//time:fake

// Random programs of goroutines, channels, locks, timers and contexts: a number for each says in which order everything
// happened. All that decides is the runtime's; what chance decides does not occur.
package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"time"
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
	chans  [4]chan int
	mus    [2]sync.Mutex
	rws    [2]sync.RWMutex
	conds  [1]*sync.Cond
	cmu    sync.Mutex
	wgs    [2]sync.WaitGroup
	onces  [2]sync.Once
	left   int
	ctx    context.Context
	cancel func()
	timer  *time.Timer
	ids    int
}

func (w *world) note(id, what int) { w.log = append(w.log, int32(id<<8|what)) }

func (w *world) dur(r *rng) time.Duration { return time.Duration(r.next(1000000)+1) * time.Millisecond }

func (w *world) run(id int, r rng, depth int) {
	defer func() {
		if e := recover(); e != nil {
			w.note(id, 99)
		}
	}()
	w.note(id, 1)
	for i := r.next(6) + 1; i > 0; i-- {
		c := w.chans[r.next(len(w.chans))]
		k := r.next(38)
		w.note(id, 10+k)
		switch k {
		case 0, 1, 2:
			c <- id
		case 3, 4, 5:
			v, ok := <-c
			if ok {
				w.note(v, 50)
			}
		case 6:
			select {
			case c <- id:
				w.note(id, 51)
			default:
				w.note(id, 52)
			}
		case 7:
			select {
			case v := <-c:
				w.note(v, 53)
			default:
				w.note(id, 54)
			}
		case 8:
			if r.next(6) == 0 {
				close(c)
			}
		case 9, 10, 11, 12:
			if depth < 3 && w.left > 0 {
				w.left--
				w.ids++
				nid := w.ids
				s := rng(uint64(r) * 0x9e3779b97f4a7c15)
				s.next(2)
				go w.run(nid, s, depth+1)
			}
		case 13, 14:
			runtime.Gosched()
		case 15, 16:
			m := &w.mus[r.next(2)]
			m.Lock()
			w.note(id, 55)
			if r.next(2) == 0 {
				runtime.Gosched()
			}
			m.Unlock()
		case 17:
			m := &w.rws[r.next(2)]
			m.RLock()
			w.note(id, 56)
			if r.next(2) == 0 {
				runtime.Gosched()
			}
			m.RUnlock()
		case 18:
			m := &w.rws[r.next(2)]
			m.Lock()
			w.note(id, 57)
			if r.next(2) == 0 {
				runtime.Gosched()
			}
			m.Unlock()
		case 19:
			w.cmu.Lock()
			w.conds[0].Wait()
			w.note(id, 58)
			w.cmu.Unlock()
		case 20:
			w.conds[0].Signal()
		case 21:
			w.conds[0].Broadcast()
		case 22:
			g := &w.wgs[r.next(2)]
			g.Add(1)
			runtime.Gosched()
			g.Done()
		case 23:
			w.wgs[r.next(2)].Wait()
			w.note(id, 59)
		case 24:
			w.onces[r.next(2)].Do(func() { runtime.Gosched(); w.note(id, 60) })
			w.note(id, 61)
		case 25:
			// Two cases of which at most one is ever ready: one channel nobody uses.
			select {
			case c <- id:
				w.note(id, 62)
			case <-make(chan int):
			}
		case 27, 28:
			time.Sleep(w.dur(&r))
			w.note(id, 64)
		case 29:
			time.AfterFunc(w.dur(&r), func() { w.note(id, 65) })
		case 30:
			select {
			case v := <-c:
				w.note(v, 66)
			case <-time.After(w.dur(&r)):
				w.note(id, 67)
			}
		case 31:
			t := time.NewTimer(w.dur(&r))
			time.Sleep(w.dur(&r))
			if t.Stop() {
				w.note(id, 68)
			} else {
				w.note(id, 69)
			}
			t.Reset(w.dur(&r))
			<-t.C
			w.note(id, 70)
		case 32:
			ctx, cancel := context.WithTimeout(context.Background(), w.dur(&r))
			select {
			case <-ctx.Done():
				w.note(id, 71)
			case c <- id:
				w.note(id, 72)
			}
			cancel()
			if ctx.Err() == context.DeadlineExceeded {
				w.note(id, 73)
			}
		case 33:
			t := time.NewTicker(w.dur(&r))
			for range r.next(3) + 1 {
				<-t.C
				w.note(id, 74)
			}
			if r.next(2) == 0 {
				t.Reset(w.dur(&r))
				<-t.C
				w.note(id, 75)
			}
			t.Stop()
		case 34:
			ctx, cancel := context.WithCancel(context.Background())
			context.AfterFunc(ctx, func() { w.note(id, 76) })
			d := w.dur(&r)
			go func() { time.Sleep(d); cancel(); w.note(id, 77) }()
			<-ctx.Done()
			w.note(id, 78)
		case 35:
			if r.next(4) == 0 {
				w.cancel()
			}
		case 36:
			<-w.ctx.Done()
			w.note(id, 79)
		case 37:
			w.timer.Reset(w.dur(&r))
			if r.next(2) == 0 {
				w.note(id, 80)
				if w.timer.Stop() {
					w.note(id, 81)
				}
			}
		case 26:
			if m := &w.mus[r.next(2)]; m.TryLock() {
				w.note(id, 63)
				runtime.Gosched()
				m.Unlock()
			}
		}
	}
	w.note(id, 2)
}

func scenario(seed uint64) *world {
	r := rng(seed*0x9e3779b97f4a7c15 + 1)
	for range 4 {
		r.next(3)
	}
	w := &world{left: 40}
	for i := range w.chans {
		w.chans[i] = make(chan int, max(0, r.next(4)-1))
	}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	w.timer = time.AfterFunc(w.dur(&r), func() { w.note(0, 3) })
	w.conds[0] = sync.NewCond(&w.cmu)
	for range 3 + r.next(4) {
		w.ids++
		go w.run(w.ids, rng(uint64(r)*0x2545f4914f6cdd1d+uint64(w.ids)), 0)
		if r.next(3) == 0 {
			runtime.Gosched()
		}
	}
	for range 40 {
		w.note(0, 0)
		runtime.Gosched()
	}
	for range 20 {
		time.Sleep(1000 * time.Second)
		w.note(0, 0)
	}
	return w
}

// align returns right after a tick that is divisible by 61: nothing else brings main back from the global queue.
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
	for range 40 {
		for range 5 {
			seeds++
			order := uint64(14695981039346656037)
			for _, e := range scenario(seeds).log {
				order = (order ^ uint64(e)) * 1099511628211
			}
			hashes = append(hashes, order)
		}
	}
	for len(hashes) > 0 {
		fmt.Println(hashes[:5])
		hashes = hashes[5:]
	}
}

var (
	seeds  uint64
	hashes []uint64
)
