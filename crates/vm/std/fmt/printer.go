package fmt

import (
	"internal/refl"
	"io"
	"sync"
)

// Flags of a directive, as the natives expect them.
const (
	flagPlus = 1 << iota
	flagMinus
	flagSharp
	flagSpace
	flagZero
)

// layout is how a directive wants its operand laid out.
type layout struct {
	flags  int
	width  int
	prec   int
	wide   bool // a width is given
	exact  bool // a precision is given
	plusV  bool // %+v
	sharpV bool // %#v
}

// printer is the state of one formatting call.
type printer struct {
	buf       []byte
	layout    layout
	wraps     []int // indexes of the operands of %w
	isErrorf  bool
	failing   bool // showing the operand of a bad verb: no methods are called
	panicking bool // showing what a method panicked with
	reordered bool // an explicit operand index was used
}

// printers are those that nobody uses at the moment.
var printers = sync.Pool{New: func() any { return new(printer) }}

func newPrinter() *printer {
	p := printers.Get().(*printer)
	*p = printer{buf: p.buf[:0], wraps: p.wraps[:0]}
	return p
}

// free keeps p for others, unless it has become large.
func (p *printer) free() {
	if cap(p.buf) <= 64<<10 {
		printers.Put(p)
	}
}

func (p *printer) text() string {
	s := string(p.buf)
	p.free()
	return s
}

func (p *printer) writeTo(w io.Writer) (n int, err error) {
	n, err = w.Write(p.buf)
	p.free()
	return n, err
}

func (p *printer) appendTo(b []byte) []byte {
	b = append(b, p.buf...)
	p.free()
	return b
}

func (p *printer) write(s string) { p.buf = append(p.buf, s...) }

// put takes what a native wrote behind p.buf, n bytes, or what had no room there.
func (p *printer) put(rest string, n int) { p.buf = append(p.buf[:len(p.buf)+n], rest...) }

// pad writes s in the width and the precision of the directive.
func (p *printer) pad(s string) { p.put(padded(s, p.spec(), p.buf)) }

// fill writes s in the width of the directive, whatever its precision.
func (p *printer) fill(s string) {
	exact := p.layout.exact
	p.layout.exact = false
	p.pad(s)
	p.layout.exact = exact
}

// spec packs the layout for the natives: flags in bits 0 to 7, then the width and the precision, each plus one and 0 when
// not given, in 24 bits.
func (p *printer) spec() uint64 {
	l := &p.layout
	spec := uint64(l.flags)
	if l.wide {
		spec |= uint64(l.width+1) << 8
	}
	if l.exact {
		spec |= uint64(l.prec+1) << 32
	}
	return spec
}

// padded cuts s to the precision and fills it up to the width. It writes behind buf, or returns what has no room there.
func padded(s string, spec uint64, buf []byte) (rest string, n int)

// scalar formats a value whose kind is a bool, a number or a string; n is -1 if verb is not meant for that kind.
func scalar(v any, verb rune, sharpV bool, spec uint64, buf []byte) (rest string, n int)

// pointer formats an address like an unsigned integer; n is -1 if verb is not meant for one.
func pointer(address uint64, verb rune, spec uint64, buf []byte) (rest string, n int)

// octets formats a byte slice for %s, %x, %X and %q.
func octets(b []byte, verb rune, spec uint64) string

// badVerb writes that verb is not for v; v is nil when there is nothing to show.
func (p *printer) badVerb(v any, verb rune, asOperand bool) {
	p.failing = true
	p.write("%!")
	p.write(string(verb))
	p.write("(")
	if v == nil {
		p.write("<nil>")
	} else {
		t := refl.TypeOf(v)
		p.write(refl.Name(t))
		p.write("=")
		if asOperand {
			p.operand(v, 'v')
		} else {
			p.value(place{v: v, static: t}, 'v', 0)
		}
	}
	p.write(")")
	p.failing = false
}
