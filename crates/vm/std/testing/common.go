package testing

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"strings"
	"sync"
	"time"
	"unicode"
)

// A TB is what tests and benchmarks have in common.
type TB interface {
	ArtifactDir() string
	Attr(key, value string)
	Chdir(dir string)
	Cleanup(func())
	Context() context.Context
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Output() io.Writer
	Setenv(key, value string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string

	private()
}

// common is the state of a running test.
type common struct {
	mu       sync.Mutex
	name     string
	parent   *common
	level    int
	file     string // where the parent runs it
	line     int
	reports  []byte // of subtests that are over; they follow the own report
	failed   bool
	skipped  bool
	finished bool // the function returned, or ended itself
	over     bool // nothing may be logged any more
	helpers  map[uint32]bool
	cleanups []func()
	start    time.Time
	duration time.Duration

	barrier    chan bool // closed when parallel subtests may begin
	signal     chan bool // a value when the test is over, or parallel
	subs       []*T      // parallel subtests
	isParallel bool
	hasSetenv  bool
	temp       string // where its temporary directories lie
	temps      int
	artifacts  string
	isBubble   bool // the part of a test that runs in a bubble of testing/synctest

	lines output

	ctx    context.Context
	cancel context.CancelFunc
}

func (c *common) private() {}

// Name returns the name, with those of the tests around it.
func (c *common) Name() string { return c.name }

// Context returns a context that is cancelled before the cleanup functions are called.
func (c *common) Context() context.Context { return c.ctx }

// Fail marks the test and those around it as failed; it goes on.
func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.over {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
}

// Failed reports whether the test has failed.
func (c *common) Failed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed
}

// FailNow marks the test as failed and ends its goroutine.
func (c *common) FailNow() {
	c.Fail()
	c.end()
}

func (c *common) end() {
	c.mu.Lock()
	c.finished = true
	c.mu.Unlock()
	runtime.Goexit()
}

// SkipNow marks the test as skipped and ends its goroutine.
func (c *common) SkipNow() {
	c.mu.Lock()
	c.skipped = true
	c.mu.Unlock()
	c.end()
}

// Skipped reports whether the test was skipped.
func (c *common) Skipped() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.skipped
}

// Log writes a line with its place.
func (c *common) Log(args ...any) { c.log(fmt.Sprintln(args...)) }

// Logf is Log with a format.
func (c *common) Logf(format string, args ...any) { c.log(fmt.Sprintf(format, args...)) }

// Error is Log and Fail.
func (c *common) Error(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.Fail()
}

// Errorf is Logf and Fail.
func (c *common) Errorf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.Fail()
}

// Fatal is Log and FailNow.
func (c *common) Fatal(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.FailNow()
}

// Fatalf is Logf and FailNow.
func (c *common) Fatalf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.FailNow()
}

// Skip is Log and SkipNow.
func (c *common) Skip(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.SkipNow()
}

// Skipf is Logf and SkipNow.
func (c *common) Skipf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.SkipNow()
}

// Cleanup calls f after the test and all its subtests; what was registered last is called first.
func (c *common) Cleanup(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cleanups = append(c.cleanups, f)
}

// cleanUp calls the cleanup functions, and all others after one that panics.
func (c *common) cleanUp() {
	if c.cancel != nil {
		c.cancel()
	}
	for {
		c.mu.Lock()
		n := len(c.cleanups)
		if n == 0 {
			c.mu.Unlock()
			return
		}
		f := c.cleanups[n-1]
		c.cleanups = c.cleanups[:n-1]
		c.mu.Unlock()
		returned := false
		func() {
			defer func() {
				if !returned {
					c.cleanUp()
				}
			}()
			f()
			returned = true
		}()
	}
}

// TempDir returns a new directory, which is removed when the test is over.
func (c *common) TempDir() string {
	dir, err := c.makeTemp()
	if err != nil {
		c.Fatalf("TempDir: %v", err)
	}
	return dir
}

func (c *common) makeTemp() (string, error) {
	c.mu.Lock()
	temp := c.temp
	c.mu.Unlock()
	if temp == "" {
		pattern := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("!#$%&()+,-.=@^_{}~ ", r) {
				return r
			}
			return -1
		}, c.name[:min(len(c.name), 64)])
		dir, err := os.MkdirTemp("", pattern)
		if err != nil {
			return "", err
		}
		c.Cleanup(func() {
			if err := os.RemoveAll(dir); err != nil {
				c.Errorf("TempDir RemoveAll cleanup: %v", err)
			}
		})
		temp = dir
	}
	c.mu.Lock()
	c.temp = temp
	c.temps++
	dir := fmt.Sprintf("%s/%03d", temp, c.temps)
	c.mu.Unlock()
	return dir, os.Mkdir(dir, 0o777)
}

// ArtifactDir returns a directory for what the test makes, every time the same one: a temporary one here.
func (c *common) ArtifactDir() string {
	c.mu.Lock()
	dir := c.artifacts
	c.mu.Unlock()
	if dir != "" {
		return dir
	}
	dir, err := c.makeTemp()
	if err != nil {
		c.Fatalf("ArtifactDir: %v", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.artifacts = dir
	return dir
}

// Attr writes something that is known of the test.
func (c *common) Attr(key, value string) {
	if strings.ContainsFunc(key, unicode.IsSpace) {
		c.Errorf("disallowed whitespace in attribute key %q", key)
		return
	}
	if strings.ContainsAny(value, "\r\n") {
		c.Errorf("disallowed newline in attribute value %q", value)
		return
	}
	say(c.name, "=== ATTR  "+c.name+" "+key+" "+value+"\n")
}

// Chdir changes the directory in which paths begin until the test is over.
func (c *common) Chdir(dir string) {
	before, err := os.Getwd()
	if err != nil {
		c.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		c.Fatal(err)
	}
	if !path.IsAbs(dir) {
		dir, _ = os.Getwd()
	}
	c.Setenv("PWD", dir)
	c.Cleanup(func() { os.Chdir(before) })
}

// Setenv sets an environment variable until the test is over.
func (c *common) Setenv(key, value string) {
	old, had := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.Fatalf("cannot set environment variable: %v", err)
	}
	c.Cleanup(func() {
		if had {
			os.Setenv(key, old)
		} else {
			os.Unsetenv(key)
		}
	})
}
