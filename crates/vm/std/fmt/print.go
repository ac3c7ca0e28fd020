// Package fmt formats and prints values.
package fmt

import (
	"internal/refl"
	"io"
	"os"
)

// A Stringer knows how to show itself as text.
type Stringer interface{ String() string }

// A GoStringer knows how to show itself for %#v.
type GoStringer interface{ GoString() string }

// Print writes its operands to standard output, with spaces between two of them when neither is a string.
func Print(a ...any) (n int, err error) { return Fprint(os.Stdout, a...) }

// Println writes its operands to standard output, with spaces between them and a newline at the end.
func Println(a ...any) (n int, err error) { return Fprintln(os.Stdout, a...) }

// Printf writes to standard output what format says.
func Printf(format string, a ...any) (n int, err error) { return Fprintf(os.Stdout, format, a...) }

// Fprint is Print to w.
func Fprint(w io.Writer, a ...any) (n int, err error) {
	p := newPrinter()
	p.print(a)
	return p.writeTo(w)
}

// Fprintln is Println to w.
func Fprintln(w io.Writer, a ...any) (n int, err error) {
	p := newPrinter()
	p.println(a)
	return p.writeTo(w)
}

// Fprintf is Printf to w.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	p := newPrinter()
	p.printf(format, a)
	return p.writeTo(w)
}

// Sprint returns what Print would write.
func Sprint(a ...any) string {
	p := newPrinter()
	p.print(a)
	return p.text()
}

// Sprintln returns what Println would write.
func Sprintln(a ...any) string {
	p := newPrinter()
	p.println(a)
	return p.text()
}

// Sprintf returns what Printf would write.
func Sprintf(format string, a ...any) string {
	p := newPrinter()
	p.printf(format, a)
	return p.text()
}

// Append appends to b what Print would write.
func Append(b []byte, a ...any) []byte {
	p := newPrinter()
	p.print(a)
	return p.appendTo(b)
}

// Appendln appends to b what Println would write.
func Appendln(b []byte, a ...any) []byte {
	p := newPrinter()
	p.println(a)
	return p.appendTo(b)
}

// Appendf appends to b what Printf would write.
func Appendf(b []byte, format string, a ...any) []byte {
	p := newPrinter()
	p.printf(format, a)
	return p.appendTo(b)
}

func (p *printer) print(a []any) {
	wasString := false
	for i, v := range a {
		isString := v != nil && refl.Kind(refl.TypeOf(v)) == refl.String
		if i > 0 && !isString && !wasString {
			p.buf = append(p.buf, ' ')
		}
		p.operand(v, 'v')
		wasString = isString
	}
}

func (p *printer) println(a []any) {
	for i, v := range a {
		if i > 0 {
			p.buf = append(p.buf, ' ')
		}
		p.operand(v, 'v')
	}
	p.buf = append(p.buf, '\n')
}
