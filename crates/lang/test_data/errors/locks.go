package main

import (
	"sync"
	"sync/atomic"
)

type guarded struct{ sync.Mutex }

func main() {
	var m sync.Mutex
	m.mu.Lock()
	m.Mu.Lock()
	m.state = 1
	var g guarded
	g.mu.Lock()
	_ = sync.Mutex{mu: 1}
	_ = sync.Mutex{Mu: 1}
	var rw sync.RWMutex
	rw.w.Lock()
	rw.mu.Lock()
	rw.readerSem, rw.writerSem = 1, 1
	rw.readerCount.Add(1)
	var wg sync.WaitGroup
	wg.sema, wg.noCopy = 1, 1
	wg.state.Load()
	wg.n = 1
	var n atomic.Int64
	n.v = 1
	n.value = 1
}
