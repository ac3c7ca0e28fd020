// Package testing runs test functions and tells how they went, as go test -v does.
package testing

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"
	"unicode"
)

// A T is a running test.
type T struct {
	common
	names map[string]int // of subtests, with how often each was used
	gate  *gate
}

// An InternalTest is a test function with its name.
type InternalTest struct {
	Name string
	F    func(*T)
}

// An M is a program of tests.
type M struct {
	tests    []InternalTest
	fuzz     []InternalFuzzTarget
	examples []InternalExample
	code     int
}

// isTesting says that the program is one of tests.
var isTesting bool

// GoparkStart begins a program of tests.
func GoparkStart(tests []InternalTest, fuzz []InternalFuzzTarget, examples []InternalExample) *M {
	isTesting = true
	return &M{tests: tests, fuzz: fuzz, examples: examples}
}

// GoparkExit ends it.
func (m *M) GoparkExit() { os.Exit(m.code) }

// Run runs the tests and returns the exit code.
func (m *M) Run() (code int) {
	failed := runTests(m.tests, m.fuzz)
	for i := range m.examples {
		if !m.examples[i].run() {
			failed = true
		}
	}
	switch {
	case len(m.tests)+len(m.fuzz)+len(m.examples) == 0:
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
		fmt.Println("PASS")
	case failed:
		fmt.Println("FAIL")
		m.code = 1
	default:
		fmt.Println("PASS")
	}
	return m.code
}

// runTests runs tests, and fuzz tests with what they are seeded with.
func runTests(tests []InternalTest, fuzz []InternalFuzzTarget) (failed bool) {
	root := &T{gate: newGate(runtime.GOMAXPROCS(0))}
	root.barrier, root.signal = make(chan bool), make(chan bool, 1)
	root.ctx = context.Background()
	tRunner(root, func(t *T) {
		for _, test := range tests {
			t.Run(test.Name, test.F)
		}
	})
	if len(fuzz) == 0 {
		return root.Failed()
	}
	// Those of parallel tests are over before the first fuzz test.
	seeded := &T{gate: newGate(runtime.GOMAXPROCS(0))}
	seeded.barrier, seeded.signal = make(chan bool), make(chan bool, 1)
	seeded.ctx = context.Background()
	tRunner(seeded, func(t *T) {
		for _, test := range fuzz {
			t.Run(test.Name, func(t *T) { fRunner(t, test.Fn) })
		}
	})
	return root.Failed() || seeded.Failed()
}

// Short reports whether tests should be short.
func Short() bool { return false }

// Verbose reports whether tests tell what they do.
func Verbose() bool { return true }

// Testing reports whether the program is one of tests.
func Testing() bool { return isTesting }

// CoverMode returns how coverage is counted: not at all.
func CoverMode() string { return "" }

// Run runs a subtest until it is over or parallel, and reports whether it has not failed so far.
func (t *T) Run(name string, f func(t *T)) bool {
	t.mu.Lock()
	ended := t.over
	t.mu.Unlock()
	if ended {
		panic("testing: t.Run called after " + t.name + " has completed")
	}
	if t.isBubble {
		panic("testing: t.Run called inside synctest bubble")
	}
	sub := &T{gate: t.gate}
	if t.parent != nil {
		sub.file, sub.line = t.place(1)
		name = t.name + "/" + t.unique(name)
	}
	sub.name, sub.parent, sub.level = name, &t.common, t.level+1
	sub.barrier, sub.signal = make(chan bool), make(chan bool, 1)
	sub.ctx, sub.cancel = context.WithCancel(context.Background())
	say(name, "=== RUN   "+name+"\n")
	go tRunner(sub, f)
	if !<-sub.signal {
		// A subtest ended this test, which has to end too.
		runtime.Goexit()
	}
	if sub.isParallel {
		t.subs = append(t.subs, sub)
	}
	return !sub.Failed()
}

// GoparkBubble runs f as a part of t, in the bubble that the goroutine is in, and reports whether it has not failed.
func GoparkBubble(t *T, f func(*T)) bool {
	part := &T{gate: t.gate}
	part.name, part.parent, part.level, part.isBubble = t.name, &t.common, t.level+1, true
	part.barrier, part.signal = make(chan bool), make(chan bool, 1)
	part.ctx, part.cancel = context.WithCancel(context.Background())
	go tRunner(part, f)
	if !<-part.signal {
		runtime.Goexit()
	}
	return !part.Failed()
}

// unique makes a name of letters and numbers; a repeated one gets a number.
func (t *T) unique(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return '_'
		}
		return r
	}, name)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.names == nil {
		t.names = map[string]int{}
	}
	for {
		n := t.names[name]
		t.names[name] = n + 1
		if n == 0 && name != "" {
			return name
		}
		if name == "" && n == 0 {
			t.names[name] = 1
		}
		numbered := fmt.Sprintf("%s#%02d", name, max(n, 0))
		if t.names[numbered] == 0 {
			t.names[numbered] = 1
			return numbered
		}
	}
}

// concludeLine is where Go 1.27.3 says that a parent was ended (testing.go:tRunner).
const concludeLine = 2064

var errEnded = errors.New("test executed panic(nil) or runtime.Goexit")

// tRunner calls the function of a test, waits for its parallel subtests and reports. Its literals have the names that Go's have
// in stacks.
func tRunner(t *T, f func(t *T)) {
	defer func() {
		reason, signal := t.outcome(recover())
		panicked := reason != nil
		defer func() {
			if !panicked {
				t.signal <- signal
			}
		}()
		if panicked {
			func(reason any) {
				t.giveUp()
				panic(reason)
			}(reason)
		}
		t.conclude()
	}()
	defer func() {
		if len(t.subs) == 0 {
			t.cleanUp()
		}
	}()
	t.common.start = time.Now()
	f(t)
	t.mu.Lock()
	t.finished = true
	t.mu.Unlock()
}

// outcome returns what the test ends the program with, if it does, and otherwise whether who waits for it goes on.
func (t *T) outcome(reason any) (any, bool) {
	t.mu.Lock()
	finished := t.finished
	t.mu.Unlock()
	if finished || reason != nil {
		return reason, true
	}
	for p := t.parent; p != nil; p = p.parent {
		if p.finished {
			t.print("testing.go", concludeLine, fmt.Sprint(errEnded, ": subtest may have called FailNow on a parent test"))
			t.Fail()
			return nil, false
		}
	}
	return errEnded, true
}

// conclude ends the test whichever way its function came to an end.
func (t *T) conclude() {
	t.duration += time.Since(t.common.start)
	if len(t.subs) > 0 {
		t.gate.leave()
		close(t.barrier)
		for _, sub := range t.subs {
			<-sub.signal
		}
		start := time.Now()
		t.cleanUp()
		t.duration += time.Since(start)
		if !t.isParallel {
			t.gate.enter()
		}
	} else if t.isParallel {
		t.gate.leave()
	}
	if t.parent != nil && !t.isBubble {
		t.report(t.result())
	}
	t.mu.Lock()
	t.over = t.parent != nil
	t.mu.Unlock()
}

func (t *T) result() string {
	switch {
	case t.Failed():
		return "FAIL"
	case t.Skipped():
		return "SKIP"
	}
	return "PASS"
}

// giveUp reports this test and those around it as failed, before a panic ends the program.
func (t *T) giveUp() {
	t.Fail()
	t.cleanUp()
	for c := &t.common; !c.isBubble && c.parent != nil; c = c.parent {
		c.duration += time.Since(c.start)
		c.report("FAIL")
		c.parent.cleanUp()
	}
}

// Parallel lets the test wait until those that are not parallel are over, and then run with other parallel ones.
func (t *T) Parallel() {
	if t.isParallel {
		panic("testing: t.Parallel called multiple times")
	}
	if t.isBubble {
		panic("testing: t.Parallel called inside synctest bubble")
	}
	t.isParallel = true
	if t.parent.parent == nil && t.parent.barrier == nil {
		return
	}
	t.duration += time.Since(t.common.start)
	say(t.name, "=== PAUSE "+t.name+"\n")
	t.signal <- true
	<-t.parent.barrier
	t.gate.enter()
	say(t.name, "=== CONT  "+t.name+"\n")
	t.common.start = time.Now()
}

// Setenv sets an environment variable until the test is over; a parallel test must not.
func (t *T) Setenv(key, value string) {
	t.mustNotBeParallel()
	t.common.Setenv(key, value)
}

func (t *T) mustNotBeParallel() {
	for c := &t.common; c != nil; c = c.parent {
		if c.isParallel {
			panic("testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel")
		}
	}
}

// Chdir changes the directory in which paths begin until the test is over; a parallel test must not.
func (t *T) Chdir(dir string) {
	t.mustNotBeParallel()
	t.common.Chdir(dir)
}

// Deadline reports that there is none.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	if t.isBubble {
		panic("testing: t.Deadline called inside synctest bubble")
	}
	return
}

// gate lets a number of parallel tests run at the same time.
type gate struct {
	mu               sync.Mutex
	free             chan bool
	running, waiting int
	most             int
}

func newGate(most int) *gate { return &gate{free: make(chan bool), running: 1, most: most} }

func (g *gate) enter() {
	g.mu.Lock()
	if g.running < g.most {
		g.running++
		g.mu.Unlock()
		return
	}
	g.waiting++
	g.mu.Unlock()
	<-g.free
}

func (g *gate) leave() {
	g.mu.Lock()
	if g.waiting == 0 {
		g.running--
		g.mu.Unlock()
		return
	}
	g.waiting--
	g.mu.Unlock()
	g.free <- true
}
