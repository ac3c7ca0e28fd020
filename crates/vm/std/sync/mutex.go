// Package sync has locks, and other ways for goroutines to wait for each other. Who waits and who is woken is decided by
// the simulated scheduler, which knows these things by their addresses.
package sync

import (
	_ "internal/runtime/atomic"
	isync "internal/sync"
	"sync/atomic"
)

// noCopy is in what must not be copied, and shows when that is printed.
type noCopy struct{}

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// A Mutex is held by at most one goroutine.
type Mutex struct {
	_  noCopy
	mu isync.Mutex
}

// Lock waits until the mutex is free, and takes it.
func (m *Mutex) Lock()

// TryLock takes the mutex if it is free, and reports whether it was.
func (m *Mutex) TryLock() bool

// Unlock frees the mutex; a mutex that is not locked is a fatal error.
func (m *Mutex) Unlock()

// An RWMutex is held by any number of readers or by one writer.
type RWMutex struct {
	w           Mutex
	writerSem   uint32
	readerSem   uint32
	readerCount atomic.Int32
	readerWait  atomic.Int32
}

// RLock waits until no writer holds or awaits the lock, and takes it for reading.
func (rw *RWMutex) RLock()

// TryRLock takes the lock for reading if it need not wait, and reports whether it did.
func (rw *RWMutex) TryRLock() bool

// RUnlock undoes one RLock.
func (rw *RWMutex) RUnlock()

// Lock waits until nobody holds the lock, and takes it for writing.
func (rw *RWMutex) Lock()

// TryLock takes the lock for writing if it need not wait, and reports whether it did.
func (rw *RWMutex) TryLock() bool

// Unlock undoes Lock.
func (rw *RWMutex) Unlock()

// RLocker returns a Locker whose Lock and Unlock are RLock and RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

type rlocker RWMutex

func (r *rlocker) Lock() { (*RWMutex)(r).RLock() }

func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
