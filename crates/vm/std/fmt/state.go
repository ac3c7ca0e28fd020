package fmt

import "strconv"

// State is what a Formatter writes to.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

// A Formatter formats itself for any verb.
type Formatter interface{ Format(f State, verb rune) }

// Write appends to what is printed.
func (p *printer) Write(b []byte) (n int, err error) {
	p.buf = append(p.buf, b...)
	return len(b), nil
}

// WriteString appends to what is printed.
func (p *printer) WriteString(s string) (n int, err error) {
	p.write(s)
	return len(s), nil
}

// Width returns the width of the directive and whether it is given.
func (p *printer) Width() (wid int, ok bool) { return p.layout.width, p.layout.wide }

// Precision returns the precision of the directive and whether it is given.
func (p *printer) Precision() (prec int, ok bool) { return p.layout.prec, p.layout.exact }

// Flag reports whether the directive has flag c.
func (p *printer) Flag(c int) bool {
	l := &p.layout
	switch c {
	case '-':
		return l.flags&flagMinus != 0
	case '+':
		return l.flags&flagPlus != 0 || l.plusV
	case '#':
		return l.flags&flagSharp != 0 || l.sharpV
	case ' ':
		return l.flags&flagSpace != 0
	case '0':
		return l.flags&flagZero != 0
	}
	return false
}

// FormatString returns the directive that f was given, for verb.
func FormatString(f State, verb rune) string {
	text := "%"
	for _, c := range " +-#0" {
		if f.Flag(int(c)) {
			text += string(c)
		}
	}
	if w, ok := f.Width(); ok {
		text += strconv.Itoa(w)
	}
	if prec, ok := f.Precision(); ok {
		text += "." + strconv.Itoa(prec)
	}
	return text + string(verb)
}
