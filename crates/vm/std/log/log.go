// Package log writes lines about what a program does.
package log

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"time"
)

// What stands before the text of a line.
const (
	Ldate = 1 << iota
	Ltime
	Lmicroseconds
	Llongfile
	Lshortfile
	LUTC
	Lmsgprefix
	LstdFlags = Ldate | Ltime
)

// A Logger writes lines to a writer, one at a time.
type Logger struct {
	mu     sync.Mutex
	prefix string
	flag   int
	out    io.Writer
}

// New returns a Logger.
func New(out io.Writer, prefix string, flag int) *Logger {
	return &Logger{out: out, prefix: prefix, flag: flag}
}

var std = New(os.Stderr, "", LstdFlags)

// Default returns the Logger of the functions of this package.
func Default() *Logger { return std }

// Output writes a line; depth 1 names the place of the caller of Output.
func (l *Logger) Output(depth int, s string) error {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	line := l.header(now, depth)
	line = append(line, s...)
	if len(line) == 0 || line[len(line)-1] != '\n' {
		line = append(line, '\n')
	}
	_, err := l.out.Write(line)
	return err
}

func (l *Logger) header(now time.Time, depth int) []byte {
	var line []byte
	if l.flag&Lmsgprefix == 0 {
		line = append(line, l.prefix...)
	}
	if l.flag&LUTC != 0 {
		now = now.UTC()
	}
	if l.flag&Ldate != 0 {
		line = now.AppendFormat(line, "2006/01/02 ")
	}
	switch {
	case l.flag&Lmicroseconds != 0:
		line = now.AppendFormat(line, "15:04:05.000000 ")
	case l.flag&Ltime != 0:
		line = now.AppendFormat(line, "15:04:05 ")
	}
	if l.flag&(Lshortfile|Llongfile) != 0 {
		line = append(line, l.place(depth+2)...)
	}
	if l.flag&Lmsgprefix != 0 {
		line = append(line, l.prefix...)
	}
	return line
}

func (l *Logger) place(depth int) string {
	_, file, number, ok := runtime.Caller(depth)
	if !ok {
		file, number = "???", 0
	}
	if l.flag&Lshortfile != 0 {
		for i := len(file) - 1; i > 0; i-- {
			if file[i] == '/' {
				file = file[i+1:]
				break
			}
		}
	}
	return fmt.Sprintf("%s:%d: ", file, number)
}

// Prefix returns the prefix.
func (l *Logger) Prefix() string { return l.prefix }

// SetPrefix sets the prefix.
func (l *Logger) SetPrefix(prefix string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.prefix = prefix
}

// Flags returns the flags.
func (l *Logger) Flags() int { return l.flag }

// SetFlags sets the flags.
func (l *Logger) SetFlags(flag int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flag = flag
}

// Writer returns where lines go.
func (l *Logger) Writer() io.Writer { return l.out }

// SetOutput sets where lines go.
func (l *Logger) SetOutput(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.out = w
}
