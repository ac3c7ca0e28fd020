// Locks, a bus of events, tickers, logs, and the end by log.Fatalf.
package main

import (
	"fmt"
	"log"
	"math/rand"
	"os"
	"sync"
	"time"
)

type Account struct {
	mu  sync.Mutex
	bal int
}

func (a *Account) Deposit(n int) { a.mu.Lock(); defer a.mu.Unlock(); a.bal += n }

type Event struct {
	At   time.Duration
	Name string
}

type Bus struct {
	mu   sync.RWMutex
	subs map[string][]chan Event
}

func (b *Bus) Sub(topic string) <-chan Event {
	c := make(chan Event, 8)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.subs == nil {
		b.subs = make(map[string][]chan Event)
	}
	b.subs[topic] = append(b.subs[topic], c)
	return c
}
func (b *Bus) Pub(topic string, e Event) int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, c := range b.subs[topic] {
		c <- e
	}
	return len(b.subs[topic])
}

func rateLimited(n int) int {
	t := time.NewTicker(2 * time.Millisecond)
	defer t.Stop()
	done := 0
	timeout := time.After(50 * time.Millisecond)
	for done < n {
		select {
		case <-t.C:
			done++
		case <-timeout:
			return done
		}
	}
	return done
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("app: ")
	log.SetOutput(os.Stdout)
	var acc Account
	var wg sync.WaitGroup
	for i := 1; i <= 50; i++ {
		wg.Add(1)
		go func(n int) {
			defer wg.Done()
			if n%10 == 0 {
				time.Sleep(time.Duration(rand.Intn(100)) * time.Microsecond)
			}
			acc.Deposit(n)
		}(i)
	}
	wg.Wait()
	log.Println("balance", acc.bal)
	var b Bus
	c1, c2 := b.Sub("x"), b.Sub("x")
	fmt.Println(b.Pub("x", Event{time.Second, "e"}), b.Pub("y", Event{}))
	fmt.Println(<-c1, <-c2, len(c1))
	fmt.Println(rateLimited(3))
	results := make([]int, 5)
	var wg2 sync.WaitGroup
	for i := range results {
		wg2.Go(func() { results[i] = i * i })
	}
	wg2.Wait()
	log.Printf("%v", results)
	errc := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				errc <- fmt.Errorf("caught: %v", r)
			}
		}()
		var a *Account
		a.Deposit(1)
	}()
	fmt.Println(<-errc)
	var once sync.Once
	for range 2 {
		once.Do(func() { log.Print("init") })
	}
	log.Fatalf("fatal %d", 3)
}
