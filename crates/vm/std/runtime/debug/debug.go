// Package debug asks the simulated runtime for help with finding faults.
package debug

import (
	"os"
	"runtime"
	"slices"
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

// SetGCPercent sets GOGC, by how many percent the heap may grow between collections, and returns the setting before. A
// negative one switches collecting off.
func SetGCPercent(percent int) int { return setGCPercent(percent) }

// SetMemoryLimit sets GOMEMLIMIT in bytes and returns the setting before. A negative limit only asks.
func SetMemoryLimit(limit int64) int64 { return setMemoryLimit(limit) }

// SetMaxStack sets the greatest size of a stack, in bytes, and returns the setting before.
func SetMaxStack(bytes int) int { return setMaxStack(bytes) }

// SetTraceback says how much is shown when the program fails: "none", "single" for the goroutine that failed, "all" for all
// of the program, "system" and "crash" for those of the runtime too. It does not show less than the environment variable
// GOTRACEBACK asks for.
func SetTraceback(level string) { tracebackLevel(level) }

// SetPanicOnFault would make faults at addresses other than nil panics; there are none. It returns the setting before.
func SetPanicOnFault(enabled bool) bool {
	before := panicsOnFault
	panicsOnFault = enabled
	return before
}

var panicsOnFault bool

// FreeOSMemory collects garbage and gives all idle memory back to the system.
func FreeOSMemory() {
	runtime.GC()
	scavenge()
}

// GCStats are numbers of the collector. Pauses come newest first; quantiles from the shortest to the longest pause.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration
	PauseEnd       []time.Time
	PauseQuantiles []time.Duration
}

// ReadGCStats fills stats.
func ReadGCStats(stats *GCStats) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	stats.NumGC = int64(m.NumGC)
	stats.PauseTotal = time.Duration(m.PauseTotalNs)
	stats.LastGC = time.Unix(0, int64(m.LastGC))
	stats.Pause, stats.PauseEnd = stats.Pause[:0], stats.PauseEnd[:0]
	for i := range min(m.NumGC, 256) {
		at := (m.NumGC + 255 - i) % 256
		stats.Pause = append(stats.Pause, time.Duration(m.PauseNs[at]))
		stats.PauseEnd = append(stats.PauseEnd, time.Unix(0, int64(m.PauseEnd[at])))
	}
	if n := len(stats.PauseQuantiles); n > 0 {
		sorted := slices.Sorted(slices.Values(stats.Pause))
		for i := range stats.PauseQuantiles {
			if len(sorted) > 0 {
				stats.PauseQuantiles[i] = sorted[(len(sorted)-1)*i/max(n-1, 1)]
			} else {
				stats.PauseQuantiles[i] = 0
			}
		}
	}
}

func setGCPercent(percent int) int

func setMemoryLimit(limit int64) int64

func setMaxStack(bytes int) int

func scavenge()

func tracebackLevel(level string)
