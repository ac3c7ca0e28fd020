package fmt

import (
	"internal/refl"
	"unicode/utf8"
)

// limit is the greatest width and precision; more than that is not a number.
const limit = 1000000

// directives reads a format string from left to right and hands out the operands.
type directives struct {
	format  string
	at      int // next byte of format
	args    []any
	next    int  // next operand
	indexed bool // an explicit index was just read
	badArg  bool // an explicit index was no good
}

func (p *printer) printf(format string, args []any) {
	d := directives{format: format, args: args}
	p.reordered = false
	for d.at < len(format) {
		start := d.at
		for d.at < len(format) && format[d.at] != '%' {
			d.at++
		}
		p.write(format[start:d.at])
		if d.at < len(format) {
			d.at++
			p.directive(&d)
		}
	}
	if !p.reordered && d.next < len(args) {
		p.extra(args[d.next:])
	}
}

// directive reads and carries out what follows a percent sign.
func (p *printer) directive(d *directives) {
	p.layout = layout{}
	d.badArg = false
	d.indexed = false
	if p.flags(d) {
		return
	}
	p.index(d)
	p.width(d)
	p.precision(d)
	if !d.indexed {
		p.index(d)
	}
	if d.at >= len(d.format) {
		p.write("%!(NOVERB)")
		return
	}
	verb, size := utf8.DecodeRuneInString(d.format[d.at:])
	d.at += size
	switch {
	case verb == '%':
		p.write("%")
	case d.badArg:
		p.write("%!" + string(verb) + "(BADINDEX)")
	case d.next >= len(d.args):
		p.write("%!" + string(verb) + "(MISSING)")
	default:
		p.verb(d, verb)
	}
}

// flags reads the flags, and a simple verb right after them; it reports whether there was one.
func (p *printer) flags(d *directives) bool {
	for ; d.at < len(d.format); d.at++ {
		c := d.format[d.at]
		switch c {
		case '#':
			p.layout.flags |= flagSharp
		case '0':
			p.layout.flags |= flagZero
		case '+':
			p.layout.flags |= flagPlus
		case '-':
			p.layout.flags |= flagMinus
		case ' ':
			p.layout.flags |= flagSpace
		default:
			if 'a' <= c && c <= 'z' && d.next < len(d.args) {
				d.at++
				p.verb(d, rune(c))
				return true
			}
			return false
		}
	}
	return false
}

func (p *printer) verb(d *directives, verb rune) {
	if verb == 'w' {
		p.wraps = append(p.wraps, d.next)
	}
	if verb == 'w' || verb == 'v' {
		p.layout.sharpV = p.layout.flags&flagSharp != 0
		p.layout.plusV = p.layout.flags&flagPlus != 0
		p.layout.flags &^= flagSharp | flagPlus
	}
	p.operand(d.args[d.next], verb)
	d.next++
}

// index reads an explicit operand index like [3].
func (p *printer) index(d *directives) {
	d.indexed = false
	if d.at >= len(d.format) || d.format[d.at] != '[' {
		return
	}
	p.reordered = true
	rest := d.format[d.at:]
	for i := 1; len(rest) >= 3 && i < len(rest); i++ {
		if rest[i] != ']' {
			continue
		}
		d.at += i + 1
		n, ok, end := number(rest, 1, i)
		ok = ok && end == i
		d.indexed = ok
		if ok && 0 < n && n <= len(d.args) {
			d.next = n - 1
		} else {
			d.badArg = true
		}
		return
	}
	d.at++
	d.badArg = true
}

func (p *printer) width(d *directives) {
	l := &p.layout
	if d.at < len(d.format) && d.format[d.at] == '*' {
		d.at++
		l.width, l.wide = d.integer()
		if !l.wide {
			p.write("%!(BADWIDTH)")
		}
		if l.width < 0 {
			l.width = -l.width
			l.flags = l.flags&^flagZero | flagMinus
		}
		d.indexed = false
		return
	}
	l.width, l.wide, d.at = number(d.format, d.at, len(d.format))
	if d.indexed && l.wide {
		d.badArg = true
	}
}

func (p *printer) precision(d *directives) {
	if d.at+1 >= len(d.format) || d.format[d.at] != '.' {
		return
	}
	d.at++
	if d.indexed {
		d.badArg = true
	}
	p.index(d)
	l := &p.layout
	if d.at < len(d.format) && d.format[d.at] == '*' {
		d.at++
		l.prec, l.exact = d.integer()
		if l.prec < 0 {
			l.prec, l.exact = 0, false
		}
		if !l.exact {
			p.write("%!(BADPREC)")
		}
		d.indexed = false
		return
	}
	l.prec, l.exact, d.at = number(d.format, d.at, len(d.format))
	if !l.exact {
		l.prec, l.exact = 0, true
	}
}

// integer takes the next operand as a width or a precision.
func (d *directives) integer() (n int, ok bool) {
	if d.next >= len(d.args) {
		return 0, false
	}
	v := d.args[d.next]
	d.next++
	kind := refl.Kind(refl.TypeOf(v))
	if kind < refl.Int || kind > refl.Uintptr {
		return 0, false
	}
	n = int(refl.Word(v))
	if n > limit || n < -limit {
		return 0, false
	}
	return n, true
}

// number reads a decimal number from s[at:end].
func number(s string, at, end int) (n int, ok bool, next int) {
	for ; at < end && '0' <= s[at] && s[at] <= '9'; at++ {
		if n > limit {
			return 0, false, end
		}
		n = n*10 + int(s[at]-'0')
		ok = true
	}
	return n, ok, at
}

// extra shows the operands that no verb asked for.
func (p *printer) extra(args []any) {
	p.layout = layout{}
	p.write("%!(EXTRA ")
	for i, v := range args {
		if i > 0 {
			p.write(", ")
		}
		if v == nil {
			p.write("<nil>")
		} else {
			p.write(refl.Name(refl.TypeOf(v)) + "=")
			p.operand(v, 'v')
		}
	}
	p.write(")")
}
