// Package sync has what a lock of the other package of this name holds, whose types Go's compiler tells by their paths.
package sync

// A Mutex shows what is in a lock. The scheduler knows locks by their addresses and leaves it as it is.
type Mutex struct {
	state int32
	sema  uint32
}
