package testing

import (
	"fmt"
	"os"
	"path"
	"strings"
	"sync"
	"time"
)

// out is the output of all tests, with the test that the last line belongs to.
var out struct {
	mu   sync.Mutex
	test string
}

// say writes lines that name their test.
func say(test, text string) {
	out.mu.Lock()
	defer out.mu.Unlock()
	out.test = test
	os.Stdout.WriteString(text)
}

// sayOf writes lines of a test, under its name if they don't follow others of it.
func sayOf(test, text string) {
	out.mu.Lock()
	defer out.mu.Unlock()
	if out.test != "" && out.test != test {
		text = "=== NAME  " + test + "\n" + text
	}
	out.test = test
	os.Stdout.WriteString(text)
}

// Helper marks the calling function as a helper: what it logs shows the place of its caller.
func (c *common) Helper() {
	_, _, function, _ := frame(1)
	if c.isBubble {
		c = c.parent
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.helpers == nil {
		c.helpers = map[uint32]bool{}
	}
	c.helpers[function] = true
}

// frame returns the place of the caller number skip, 0 being the caller of frame, and a number for its function.
func frame(skip int) (file string, line int, function uint32, ok bool)

// place returns where caller number skip of its caller stands, or if that is a helper, who called it.
func (c *common) place(skip int) (file string, line int) {
	skip++
	file, line, function, ok := frame(skip)
	if !ok {
		return "???", 1
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.helpers[function] {
		skip++
		callerFile, callerLine, caller, ok := frame(skip)
		if !ok {
			break
		}
		if strings.HasSuffix(callerFile, "/testing/testing.go") {
			// The function of the test itself is a helper: of whoever runs it as a subtest.
			if c.level > 1 {
				file, line = c.file, c.line
			}
			break
		}
		file, line, function = callerFile, callerLine, caller
	}
	return file, line
}

// log writes what the caller of its caller has to say.
func (c *common) log(text string) {
	if c.isBubble {
		c = c.parent
	}
	file, line := c.place(2)
	c.mu.Lock()
	over := c.over
	c.mu.Unlock()
	text = strings.TrimSuffix(text, "\n")
	if over {
		panic("Log in goroutine after " + c.name + " has completed: " + text + "\n")
	}
	c.print(path.Base(file), line, text)
}

func (c *common) print(file string, line int, text string) {
	c.endLine()
	text = strings.ReplaceAll(text, "\n", "\n        ")
	sayOf(c.name, fmt.Sprintf("    %s:%d: %s\n", file, line, text))
}

// report tells the parent, or if there is none the world, how the test went.
func (c *common) report(result string) {
	for open := c; open.parent != nil; open = open.parent {
		open.endLine()
	}
	text := fmt.Sprintf("--- %s: %s (%s)\n", result, c.name, seconds(c.duration))
	c.mu.Lock()
	text += string(c.reports)
	c.reports = nil
	c.mu.Unlock()
	p := c.parent
	if p.parent == nil {
		say(c.name, text)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for line := range strings.Lines(text) {
		p.reports = append(p.reports, "    "+line...)
	}
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2fs", d.Seconds()) }
