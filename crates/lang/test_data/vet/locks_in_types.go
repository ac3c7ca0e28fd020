package main

import (
	"fmt"
	"sync"
	"time"
)

type List[T any] struct {
	mu    sync.Mutex
	items []T
}

func (l List[T]) Len() int { return len(l.items) }

func use[T any](l List[T]) {}

func copyAll[T any](ls []List[T]) (out []List[T]) {
	for _, l := range ls {
		out = append(out, l)
	}
	return
}

type E struct{ sync.Mutex }
type F struct{ *sync.Mutex }
type G struct{ sync.Locker }
type H struct {
	E
	f F
}

func (h H) x(g G, f F) {}

func main() {
	var l List[int]
	use(l)
	h := H{}
	h2 := h
	h2.x(G{&h.E}, F{&h.Mutex})
	f := F{}
	f2 := f
	_ = f2
	m := map[int]E{}
	for _, e := range m {
		fmt.Println(e.TryLock())
	}
	e, ok := m[1]
	_, _ = &e, ok
	c := make(chan E)
	v, ok := <-c
	_ = &v
	done := false
	go func() { time.Sleep(1); done = true }()
	for !done {
	}
	x := [2]E{}
	for i := range x {
		_ = &x[i]
	}
	y := x[:]
	z := y[0]
	_ = &z
	s := struct{ a, b E }{}
	t := s.a
	_ = &t
	var arr [3]int
	for i := 0; i < len(arr); {
		arr[i]++
	}
	for {
		if done {
			break
		}
	}
	for i := 0; i < 3; i++ {
	}
	if true {
		return
	}
	func() E { return E{} }()
}
