// Package semaphore has a semaphore from which any number of tokens is taken at once.
package semaphore

import (
	"container/list"
	"context"
	"sync"
)

// A Weighted is a semaphore; who waits gets its tokens in the order of asking.
type Weighted struct {
	size, taken int64
	mu          sync.Mutex
	queue       list.List // of waiter
}

type waiter struct {
	n     int64
	ready chan struct{} // closed when the tokens are the waiter's
}

// NewWeighted returns a semaphore with n tokens.
func NewWeighted(n int64) *Weighted { return &Weighted{size: n} }

// Acquire takes n tokens. It waits until they are there and all who asked before have theirs, or ctx is done.
func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	done := ctx.Done()
	s.mu.Lock()
	select {
	case <-done:
		s.mu.Unlock()
		return ctx.Err()
	default:
	}
	if s.fits(n) {
		s.taken += n
		s.mu.Unlock()
		return nil
	}
	if n > s.size {
		// Nobody shall wait behind who can never be served.
		s.mu.Unlock()
		<-done
		return ctx.Err()
	}
	w := waiter{n, make(chan struct{})}
	place := s.queue.PushBack(w)
	s.mu.Unlock()

	select {
	case <-done:
		s.leave(place, w)
		return ctx.Err()
	case <-w.ready:
	}
	select {
	case <-done:
		s.Release(n)
		return ctx.Err()
	default:
		return nil
	}
}

// leave takes w, whose context is done, out of the queue, or gives back the tokens that it got meanwhile.
func (s *Weighted) leave(place *list.Element, w waiter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-w.ready:
		s.taken -= w.n
		s.serve()
	default:
		first := s.queue.Front() == place
		s.queue.Remove(place)
		if first && s.taken < s.size {
			s.serve()
		}
	}
}

// TryAcquire takes n tokens if it need not wait, and reports whether it did.
func (s *Weighted) TryAcquire(n int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.fits(n) {
		return false
	}
	s.taken += n
	return true
}

func (s *Weighted) fits(n int64) bool { return s.size-s.taken >= n && s.queue.Len() == 0 }

// Release gives back n tokens.
func (s *Weighted) Release(n int64) {
	s.mu.Lock()
	s.taken -= n
	if s.taken < 0 {
		s.mu.Unlock()
		panic("semaphore: released more than held")
	}
	s.serve()
	s.mu.Unlock()
}

// serve gives tokens to the waiters from the front on, up to the first for which there are not enough.
func (s *Weighted) serve() {
	for place := s.queue.Front(); place != nil; place = s.queue.Front() {
		w := place.Value.(waiter)
		if s.size-s.taken < w.n {
			return
		}
		s.taken += w.n
		s.queue.Remove(place)
		close(w.ready)
	}
}
