package sync

import "sync/atomic"

// A WaitGroup counts what is to be waited for.
type WaitGroup struct {
	noCopy noCopy
	state  atomic.Uint64
	sema   uint32
}

// Add adds delta to the counter; at zero those who wait go on.
func (wg *WaitGroup) Add(delta int) {
	if !wg.add(delta) {
		panic("sync: negative WaitGroup counter")
	}
}

func (wg *WaitGroup) add(delta int) bool

// Done takes one from the counter.
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Wait waits until the counter is zero.
func (wg *WaitGroup) Wait()

// Go calls f in a new goroutine that the WaitGroup counts. A panic of f is not counted as done: it ends the program.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer func() {
			if reason := recover(); reason != nil {
				panic(reason)
			}
			wg.Done()
		}()
		f()
	}()
}
