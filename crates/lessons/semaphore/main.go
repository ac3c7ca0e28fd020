package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Two things to change while the program runs.
var limit = 10                    //gopark:param 1..100 items in flight at most
var wait = 400 * time.Microsecond //gopark:param 100us..10ms until the downstream answers

// An Item is a piece of work.
type Item struct {
	ID int
}

// A Gauge counts how many are in flight and remembers the most.
type Gauge struct {
	now, most atomic.Int64
}

func (g *Gauge) enter() {
	now := g.now.Add(1)
	for {
		most := g.most.Load()
		if now <= most || g.most.CompareAndSwap(most, now) {
			return
		}
	}
}

func (g *Gauge) leave() {
	g.now.Add(-1)
}

var inFlight Gauge

// process asks the downstream about an item and works on the answer.
func process(it Item) {
	time.Sleep(wait + wait*time.Duration(it.ID%8)/8)
	compute(200 * time.Microsecond)
}

// compute keeps a processor busy for d.
//
//gopark:cpu
func compute(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

func main() {
	items := make([]Item, 10000)
	for i := range items {
		items[i] = Item{ID: i}
	}

	var wg sync.WaitGroup
	sem := make(chan struct{}, limit)
	for _, item := range items {
		sem <- struct{}{} // waits here while limit items are in flight
		wg.Add(1)
		inFlight.enter()
		go func(it Item) {
			defer wg.Done()
			defer func() { <-sem }()
			defer inFlight.leave()
			process(it)
		}(item)
	}
	wg.Wait()

	fmt.Println("processed", len(items), "items")
	fmt.Println("most in flight at once:", inFlight.most.Load())
}
