package pprof

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
)

// printCountProfile writes equal stacks with equal labels once, with their number, the most frequent ones first.
func printCountProfile(w io.Writer, name string, stacks [][]uintptr, labels []string) error {
	count := map[string]int{}
	first := map[string][]uintptr{}
	var keys []string
	for i, stack := range stacks {
		key := "@"
		for _, pc := range stack {
			key += fmt.Sprintf(" %#x", pc)
		}
		if labels != nil && labels[i] != "" {
			key += "\n# labels: " + labels[i]
		}
		if count[key] == 0 {
			first[key] = stack
			keys = append(keys, key)
		}
		count[key]++
	}
	slices.SortFunc(keys, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	var text strings.Builder
	fmt.Fprintf(&text, "%s profile: total %d\n", name, len(stacks))
	for _, key := range keys {
		fmt.Fprintf(&text, "%d %s\n", count[key], key)
		printStack(&text, first[key])
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// printStack writes a line for each call, without those of the runtime at the beginning, unless there are no others.
func printStack(text *strings.Builder, stack []uintptr) {
	var rows [][3]string
	for _, show := range []bool{false, true} {
		frames := runtime.CallersFrames(stack)
		for more := len(stack) > 0; more; {
			var f runtime.Frame
			f, more = frames.Next()
			if f.Function == "runtime.goexit" || !show && strings.HasPrefix(f.Function, "runtime.") {
				continue
			}
			show = true
			rows = append(rows, [3]string{fmt.Sprintf("%#x", f.PC),
				fmt.Sprintf("%s+%#x", f.Function, f.PC-f.Entry), fmt.Sprintf("%s:%d", f.File, f.Line)})
		}
		if len(rows) > 0 {
			break
		}
	}
	widths := [2]int{}
	for _, row := range rows {
		widths[0] = max(widths[0], len(row[0])/8*8+8)
		widths[1] = max(widths[1], len(row[1])/8*8+8)
	}
	for _, row := range rows {
		text.WriteString("#\t" + padded(row[0], widths[0]) + padded(row[1], widths[1]) + row[2] + "\n")
	}
	text.WriteString("\n")
}

// padded fills s up to a multiple of eight columns with tabs.
func padded(s string, width int) string { return s + strings.Repeat("\t", (width-len(s)+7)/8) }
