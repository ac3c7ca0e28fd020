// Package tabwriter aligns columns of text.
package tabwriter

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// How columns are written.
const (
	FilterHTML uint = 1 << iota
	StripEscape
	AlignRight
	DiscardEmptyColumns
	TabIndent
	Debug
)

// Escape stands before and after text that is passed as it is.
const Escape = '\xff'

// A Writer collects cells, which end with a tab, until it knows how wide their columns are. A column is a block of lines
// one below the other that have a cell there; what follows a line's last tab is in no column.
type Writer struct {
	out                         io.Writer
	minWidth, tabWidth, padding int
	padChar                     byte
	flags                       uint
	lines                       [][]cell
	cell                        cell // at hand
	counted                     int  // bytes of its text whose width is known
	until                       byte // what ends a tag, an entity or escaped text; or 0
	widths                      []int
	buf                         []byte
}

type cell struct {
	text  []byte
	width int
	isTab bool // ended by a tab, not by \v
}

// NewWriter returns a Writer.
func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

// Init sets up a Writer.
func (w *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	*w = Writer{out: output, minWidth: minwidth, tabWidth: tabwidth, padding: padding, padChar: padchar, flags: flags}
	if padchar == '\t' {
		w.flags &^= AlignRight
	}
	w.reset()
	return w
}

func (w *Writer) reset() {
	w.lines, w.widths = [][]cell{nil}, nil
	w.cell, w.counted, w.until = cell{}, 0, 0
}

// count adds the width of the text since the last count.
func (w *Writer) count() {
	w.cell.width += utf8.RuneCount(w.cell.text[w.counted:])
	w.counted = len(w.cell.text)
}

// end ends the cell at hand and returns how many its line has.
func (w *Writer) end(isTab bool) int {
	w.count()
	w.cell.isTab = isTab
	last := &w.lines[len(w.lines)-1]
	*last = append(*last, w.cell)
	w.cell, w.counted = cell{}, 0
	return len(*last)
}

// Write takes text; what is finished is written to the output.
func (w *Writer) Write(buf []byte) (n int, err error) {
	defer w.passPanic("Write")
	for _, c := range buf {
		if w.until != 0 {
			w.passed(c)
			continue
		}
		switch c {
		case '\t', '\v':
			w.end(c == '\t')
		case '\n', '\f':
			cells := w.end(false)
			w.lines = append(w.lines, nil)
			if c == '\f' || cells == 1 {
				// A line of one cell is in no column, so nothing before it depends on what follows.
				w.format()
				if c == '\f' && w.flags&Debug != 0 {
					w.buf = append(w.buf, "---\n"...)
				}
			}
		case Escape:
			w.count()
			w.until = Escape
			if w.flags&StripEscape == 0 {
				w.cell.text = append(w.cell.text, c)
			}
		case '<', '&':
			if w.flags&FilterHTML != 0 {
				w.count()
				w.until = '>'
				if c == '&' {
					w.until = ';'
				}
			}
			w.cell.text = append(w.cell.text, c)
		default:
			w.cell.text = append(w.cell.text, c)
		}
	}
	return len(buf), w.send()
}

// passed takes a byte of a tag, an entity or escaped text.
func (w *Writer) passed(c byte) {
	if c != w.until {
		w.cell.text = append(w.cell.text, c)
		return
	}
	w.until = 0
	if c != Escape {
		w.cell.text = append(w.cell.text, c)
		w.counted = len(w.cell.text)
		if c == ';' {
			w.cell.width++
		}
		return
	}
	if w.flags&StripEscape == 0 {
		w.cell.text = append(w.cell.text, c)
		w.cell.width -= 2
	}
	w.count()
}

// Flush writes what is there, as if nothing followed.
func (w *Writer) Flush() error {
	defer w.passPanic("Flush")
	if len(w.cell.text) > 0 {
		w.end(false)
	}
	w.format()
	return w.send()
}

// passPanic says of a panic of the output where it happened.
func (w *Writer) passPanic(op string) {
	if e := recover(); e != nil {
		if op == "Flush" {
			w.reset()
		}
		panic(fmt.Sprintf("tabwriter: panic during %s (%v)", op, e))
	}
}

func (w *Writer) send() error {
	if len(w.buf) == 0 {
		return nil
	}
	b := w.buf
	w.buf = nil
	_, err := w.out.Write(b)
	return err
}

func (w *Writer) format() {
	w.block(0, len(w.lines))
	w.reset()
}

// block writes lines from..to, which share the columns of w.widths.
func (w *Writer) block(from, to int) {
	column := len(w.widths)
	for line := from; line < to; line++ {
		if column >= len(w.lines[line])-1 {
			continue
		}
		w.write(from, line)
		from = line
		width, isEmpty := w.minWidth, true
		for ; line < to && column < len(w.lines[line])-1; line++ {
			c := w.lines[line][column]
			width = max(width, c.width+w.padding)
			isEmpty = isEmpty && c.width == 0 && !c.isTab
		}
		if isEmpty && w.flags&DiscardEmptyColumns != 0 {
			width = 0
		}
		w.widths = append(w.widths, width)
		w.block(from, line)
		w.widths = w.widths[:column]
		from = line
	}
	w.write(from, to)
}

func (w *Writer) write(from, to int) {
	for i := from; i < to; i++ {
		tabs := w.flags&TabIndent != 0
		for j, c := range w.lines[i] {
			if j > 0 && w.flags&Debug != 0 {
				w.buf = append(w.buf, '|')
			}
			tabs = tabs && len(c.text) == 0
			right := w.flags&AlignRight != 0 && len(c.text) > 0
			if !right {
				w.buf = append(w.buf, c.text...)
			}
			if j < len(w.widths) {
				w.pad(c.width, w.widths[j], tabs)
			}
			if right {
				w.buf = append(w.buf, c.text...)
			}
		}
		if i+1 < len(w.lines) {
			w.buf = append(w.buf, '\n')
		}
	}
}

func (w *Writer) pad(width, column int, tabs bool) {
	n, char := column-width, w.padChar
	if char == '\t' || tabs {
		if w.tabWidth == 0 {
			return
		}
		column = (column + w.tabWidth - 1) / w.tabWidth * w.tabWidth
		n, char = (column-width+w.tabWidth-1)/w.tabWidth, '\t'
	}
	for range n {
		w.buf = append(w.buf, char)
	}
}
