// Package runtime is a program's view of the simulated runtime.
package runtime

// What the simulated machine is.
const (
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "gc"
)

// Version returns the Go version whose behavior is simulated.
func Version() string { return "go1.27.3" }

// GOROOT returns where the standard library would lie.
func GOROOT() string { return "/usr/local/go" }

// GOMAXPROCS sets the number of Ps, unless n < 1, and returns the number before.
func GOMAXPROCS(n int) int

// NumGoroutine returns how many goroutines there are.
func NumGoroutine() int

// NumCPU returns how many processors the simulated machine has.
func NumCPU() int

// Gosched puts the goroutine at the end of the global queue and lets others run.
func Gosched()

// Goexit ends the goroutine after its deferred calls.
func Goexit()

// LockOSThread ties the goroutine to its thread, which then runs nothing else. A goroutine that ends while it is tied
// ends its thread too.
func LockOSThread()

// UnlockOSThread undoes one LockOSThread.
func UnlockOSThread()

// MemProfileRate is how many bytes are allocated between two samples of a heap profile. There are none, as in a program that
// does not ask for profiles.
//
//gopark:rare
var MemProfileRate int

// SetBlockProfileRate sets how long goroutines are blocked between two samples, of which Gopark takes none.
func SetBlockProfileRate(rate int) {}

var mutexFraction int

// SetMutexProfileFraction sets how many events of mutexes there are for one sample, of which Gopark takes none, and returns
// the setting before. A negative one only asks.
func SetMutexProfileFraction(rate int) int {
	before := mutexFraction
	if rate >= 0 {
		mutexFraction = rate
	}
	return before
}

// NumCgoCall returns how often the program has called C: never.
func NumCgoCall() int64 { return 0 }

// Stack writes the stack of the goroutine, or of all goroutines, to buf and returns its length.
func Stack(buf []byte, all bool) int { return copy(buf, stack(all)) }

func stack(all bool) string
