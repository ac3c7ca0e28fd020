package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

type Event struct {
	Topic string
	Data  any
}

type Bus struct {
	sync.RWMutex
	subs map[string][]chan<- Event
	wg   sync.WaitGroup
}

func (b *Bus) Subscribe(topic string, h func(Event)) {
	ch := make(chan Event, 8)
	b.Lock()
	b.subs[topic] = append(b.subs[topic], ch)
	b.Unlock()
	b.wg.Go(func() {
		for e := range ch {
			h(e)
		}
	})
}

func (b *Bus) Publish(topic string, data any) int {
	b.RLock()
	defer b.RUnlock()
	n := 0
	for t, subs := range b.subs {
		if ok := strings.HasPrefix(topic, t); !ok {
			continue
		}
		for _, s := range subs {
			s <- Event{topic, data}
			n++
		}
	}
	return n
}

func (b *Bus) Close() {
	b.Lock()
	for _, subs := range b.subs {
		for _, s := range subs {
			close(s)
		}
	}
	clear(b.subs)
	b.Unlock()
	b.wg.Wait()
}

func main() {
	b := &Bus{subs: make(map[string][]chan<- Event)}
	var mu sync.Mutex
	var log []string
	add := func(who string) func(Event) {
		return func(e Event) {
			mu.Lock()
			defer mu.Unlock()
			switch d := e.Data.(type) {
			case int, int8:
				log = append(log, fmt.Sprintf("%s %s int %v", who, e.Topic, d))
			case string:
				log = append(log, fmt.Sprintf("%s %s string %q", who, e.Topic, d))
			case error:
				log = append(log, who+" "+d.Error())
			case fmt.Stringer, nil:
				log = append(log, fmt.Sprint(who, " other ", d))
			default:
				log = append(log, fmt.Sprintf("%s %#v", who, d))
			}
		}
	}
	b.Subscribe("order", add("A"))
	b.Subscribe("order.new", add("B"))
	b.Subscribe("", add("C"))
	fmt.Println(b.Publish("order.new", 1), b.Publish("order.paid", "x"), b.Publish("misc", nil), b.Publish("order.new", struct {
		X, Y int
		S    []string
	}{1, 2, []string{"q"}}), b.Publish("z", fmt.Errorf("wrapped: %w", fmt.Errorf("inner"))))
	b.Close()
	slices.Sort(log)
	fmt.Println(strings.Join(log, "\n"))
}
