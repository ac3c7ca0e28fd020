package testing

import (
	"io"
	"strings"
)

// output writes lines of a test as Log does, but without a place.
type output struct {
	c       *common
	partial string // the beginning of a line
}

// Output returns a Writer of lines that are shown like those of Log, without a place. What has no line break yet is shown
// when one comes, when something is logged, or at the end.
func (c *common) Output() io.Writer {
	for c.isBubble || c.isOver() {
		if c.parent == nil || c.parent.parent == nil {
			panic("Output called after " + c.name + " has completed")
		}
		c = c.parent
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lines.c = c
	return &c.lines
}

func (c *common) isOver() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.over
}

func (o *output) Write(p []byte) (int, error) {
	if o.c.isOver() {
		panic("Write called after " + o.c.name + " has completed")
	}
	o.c.mu.Lock()
	defer o.c.mu.Unlock()
	for line := range strings.Lines(string(p)) {
		o.partial += line
		if strings.HasSuffix(line, "\n") {
			sayOf(o.c.name, "    "+o.partial)
			o.partial = ""
		}
	}
	return len(p), nil
}

// endLine shows a line that has no end yet.
func (c *common) endLine() {
	c.mu.Lock()
	isOpen := c.lines.partial != ""
	c.mu.Unlock()
	if isOpen {
		c.lines.Write([]byte("\n"))
	}
}
