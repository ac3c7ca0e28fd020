package runtime

var isFinalizing bool

// SetFinalizer has finalizer called with obj when obj is not reachable any more; nil removes what was set before.
func SetFinalizer(obj any, finalizer any) {
	if setFinalizer(obj, finalizer) {
		createfing()
	}
}

func setFinalizer(obj, finalizer any) bool

func createfing() {
	if !isFinalizing {
		isFinalizing = true
		go runFinalizers()
	}
}

// runFinalizers is what the goroutine of finalizers does.
func runFinalizers() {
	for {
		nextFinalizer()
	}
}

// nextFinalizer runs a finalizer, or waits for one.
func nextFinalizer()

// KeepAlive keeps x reachable up to here.
func KeepAlive(x any) {}

// A Cleanup is a call that AddCleanup has asked for.
type Cleanup struct {
	id  int
	ptr uintptr
}

// AddCleanup has cleanup called with arg when ptr is not reachable any more.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	id, addr := addCleanup(ptr, arg, cleanup, func() { callCleanup(cleanup, arg) })
	if id > 0 && gcCleanups.ng == 0 {
		gcCleanups.createGs()
	}
	return Cleanup{id, addr}
}

func callCleanup[S any](cleanup func(S), arg S) { cleanup(arg) }

func addCleanup(ptr, arg, cleanup any, call func()) (id int, addr uintptr)

// Stop takes the call back, unless it is due already.
func (c Cleanup) Stop() { stopCleanup(c.ptr, c.id) }

func stopCleanup(addr uintptr, id int)

type cleanupQueue struct{ ng int }

var gcCleanups cleanupQueue

// createGs starts the goroutine of cleanups. Go starts more on eight Ps and above when there is much to clean up.
func (q *cleanupQueue) createGs() {
	q.ng++
	go runCleanups()
}

func runCleanups() {
	for {
		nextCleanup()
	}
}

// nextCleanup runs a cleanup, or waits for one.
func nextCleanup()
