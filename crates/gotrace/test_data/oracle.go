// Oracle prints what Go's own reader finds in execution traces, one line an event, in its order and with all
// details, so that another reader can be compared with it. A line "error" ends a trace that breaks off.
//
// It is built as if it lay in the Go tree (go build -overlay), since nothing outside may import internal/trace.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"internal/trace"
	"io"
	"os"
)

func main() {
	for _, name := range os.Args[1:] {
		if err := list(name); err != nil {
			fmt.Fprintln(os.Stderr, name, err)
			os.Exit(1)
		}
	}
}

// list writes the events of the trace file name into name.events.
func list(name string) error {
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	file, err := os.Create(name + ".events")
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	if err := events(bufio.NewReader(in), out); err != nil {
		fmt.Fprintln(os.Stderr, name, err)
		fmt.Fprintln(out, "error")
	}
	return errors.Join(out.Flush(), file.Close())
}

func events(in io.Reader, out io.Writer) error {
	r, err := trace.NewReader(in)
	if err != nil {
		return err
	}
	// The reader closes each trace with one more Sync, which says nothing: hold each back until another event comes.
	held := ""
	for {
		ev, err := r.ReadEvent()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		line := fmt.Sprintf("%d M%d P%d G%d %s%s%s\n",
			ev.Time(), ev.Thread(), ev.Proc(), ev.Goroutine(), ev.Kind(), details(ev), frames(" at", ev.Stack()))
		io.WriteString(out, held)
		held = ""
		if ev.Kind() == trace.EventSync {
			held = line
		} else {
			io.WriteString(out, line)
		}
	}
}

func details(ev trace.Event) string {
	switch ev.Kind() {
	case trace.EventSync:
		clock := ev.Sync().ClockSnapshot
		if clock == nil {
			return ""
		}
		return fmt.Sprintf(" trace=%d mono=%d wall=%d.%d", clock.Trace, clock.Mono, clock.Wall.Unix(), clock.Wall.Nanosecond())
	case trace.EventMetric:
		m := ev.Metric()
		return fmt.Sprintf(" %s=%d", m.Name, m.Value.Uint64())
	case trace.EventLabel:
		return fmt.Sprintf(" %q", ev.Label().Label)
	case trace.EventRangeBegin, trace.EventRangeActive:
		return fmt.Sprintf(" %q %s", ev.Range().Name, ev.Range().Scope)
	case trace.EventRangeEnd:
		s := fmt.Sprintf(" %q %s", ev.Range().Name, ev.Range().Scope)
		for _, a := range ev.RangeAttributes() {
			s += fmt.Sprintf(" %q=%d", a.Name, a.Value.Uint64())
		}
		return s
	case trace.EventTaskBegin, trace.EventTaskEnd:
		t := ev.Task()
		return fmt.Sprintf(" %d in %d %q", t.ID, int64(t.Parent), t.Type)
	case trace.EventRegionBegin, trace.EventRegionEnd:
		return fmt.Sprintf(" %d %q", ev.Region().Task, ev.Region().Type)
	case trace.EventLog:
		l := ev.Log()
		return fmt.Sprintf(" %d %q %q", l.Task, l.Category, l.Message)
	case trace.EventStateTransition:
		return transition(ev.StateTransition())
	case trace.EventExperimental:
		e := ev.Experimental()
		s := " " + e.Name
		for i := range e.Args {
			s += fmt.Sprintf(" %d", e.ArgValue(i).Uint64())
		}
		return s
	}
	return ""
}

func transition(st trace.StateTransition) string {
	if st.Resource.Kind == trace.ResourceProc {
		from, to := st.Proc()
		return fmt.Sprintf(" P%d %s->%s", st.Resource.Proc(), from, to)
	}
	from, to := st.Goroutine()
	return fmt.Sprintf(" G%d %s->%s %q%s", st.Resource.Goroutine(), from, to, st.Reason, frames(" in", st.Stack))
}

func frames(word string, stack trace.Stack) string {
	s := ""
	for f := range stack.Frames() {
		s += fmt.Sprintf(" %x %s %s:%d", f.PC, f.Func, f.File, f.Line)
	}
	if s == "" {
		return ""
	}
	return word + " [" + s + " ]"
}
