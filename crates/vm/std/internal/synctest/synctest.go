// Package synctest is what testing/synctest asks of the runtime: bubbles, which have a clock of their own.
package synctest

// Run calls f in the first goroutine of a new bubble, and moves the clock of the bubble until all of it has ended.
func Run(f func()) {
	if !enter() {
		panic("synctest.Run called from within a synctest bubble")
	}
	go f()
	for {
		fire()
		idle()
		if !advance() {
			break
		}
	}
	if bubble, remain := leave(); remain {
		panic(deadlockError{"deadlock: main bubble goroutine has exited but blocked goroutines remain", bubble})
	} else if bubble != 0 {
		panic(deadlockError{"deadlock: all goroutines in bubble are blocked", bubble})
	}
}

// A deadlockError is reported with the stacks of the bubble's goroutines.
type deadlockError struct {
	reason string
	bubble uint32
}

func (e deadlockError) Error() string { return e.reason }

// Wait waits until all other goroutines of the bubble are durably blocked.
func Wait()

// IsInBubble reports whether the goroutine is in a bubble.
func IsInBubble() bool

func enter() bool

// fire fires the timers that are due.
func fire()

// idle waits until all other goroutines of the bubble are durably blocked and nobody is in Wait.
func idle()

// advance moves the clock to the next timer, if there is one and time goes on.
func advance() bool

// leave returns the bubble if goroutines are left in it, and whether its first one is not among them.
func leave() (bubble uint32, remain bool)
