// Package debug asks the simulated runtime for help with finding faults.
package debug

import (
	"os"
	"runtime"
	"time"
)

// Stack returns the stack of the goroutine.
func Stack() []byte {
	for buf := make([]byte, 1024); ; buf = make([]byte, 2*len(buf)) {
		if n := runtime.Stack(buf, false); n < len(buf) {
			return buf[:n]
		}
	}
}

// PrintStack writes the stack of the goroutine to standard error.
func PrintStack() { os.Stderr.Write(Stack()) }

var percent = 100

// SetGCPercent sets how much the heap may grow between collections and returns the setting before. The simulated
// collector does not yet heed it.
func SetGCPercent(percentNew int) int {
	old := percent
	percent = percentNew
	return old
}

var maxStack = 1000000000

// SetMaxStack sets the greatest size of a stack, in bytes, and returns the setting before. The simulated stacks do not
// yet heed it.
func SetMaxStack(bytes int) int {
	old := maxStack
	maxStack = bytes
	return old
}

// FreeOSMemory collects garbage.
func FreeOSMemory() { runtime.GC() }

// GCStats are numbers of the collector.
type GCStats struct {
	LastGC     time.Time
	NumGC      int64
	PauseTotal time.Duration
}

// ReadGCStats fills stats.
func ReadGCStats(stats *GCStats) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	stats.NumGC = int64(m.NumGC)
}
