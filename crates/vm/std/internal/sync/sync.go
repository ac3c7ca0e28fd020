// Package sync has what a lock of the other package of this name holds, whose types Go's compiler tells by their paths.
package sync

// A Mutex is what is in a lock. The scheduler knows locks by their addresses, and what they are by this.
type Mutex struct {
	state int32
	sema  uint32
}
