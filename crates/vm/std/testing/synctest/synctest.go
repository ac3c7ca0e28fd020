// Package synctest runs tests in bubbles: goroutines that have a clock of their own, which begins with the year 2000 and
// moves on when all of them are durably blocked.
package synctest

import (
	"internal/synctest"
	"testing"
	"time"
)

// Test calls f in a new bubble and waits for all goroutines of it.
func Test(t *testing.T, f func(*testing.T)) {
	ok := false
	synctest.Run(func() { ok = testing.GoparkBubble(t, f) })
	if !ok {
		t.FailNow()
	}
}

// Wait waits until all other goroutines of the bubble are durably blocked.
func Wait() { synctest.Wait() }

// Sleep sleeps, and then waits until all other goroutines of the bubble are durably blocked.
func Sleep(d time.Duration) {
	time.Sleep(d)
	Wait()
}
