package fmt

import (
	"errors"
	"io"
	"os"
	"unicode/utf8"
)

// ScanState is what a Scanner reads from.
type ScanState interface {
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	SkipSpace()
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	Read(buf []byte) (n int, err error)
}

// A Scanner reads itself for any verb.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// Scan reads values separated by blanks and newlines from standard input into what the operands point at.
func Scan(a ...any) (n int, err error) { return Fscan(os.Stdin, a...) }

// Scanln is Scan of one line.
func Scanln(a ...any) (n int, err error) { return Fscanln(os.Stdin, a...) }

// Scanf reads from standard input what format says.
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(os.Stdin, format, a...) }

// Sscan is Scan from a string.
func Sscan(str string, a ...any) (n int, err error) { return Fscan(text(str), a...) }

// Sscanln is Scanln from a string.
func Sscanln(str string, a ...any) (n int, err error) { return Fscanln(text(str), a...) }

// Sscanf is Scanf from a string.
func Sscanf(str string, format string, a ...any) (n int, err error) { return Fscanf(text(str), format, a...) }

// Fscan is Scan from r.
func Fscan(r io.Reader, a ...any) (n int, err error) { return newInput(r, true, false).operands(a) }

// Fscanln is Scanln from r.
func Fscanln(r io.Reader, a ...any) (n int, err error) { return newInput(r, false, true).operands(a) }

// Fscanf is Scanf from r.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newInput(r, false, false).format(format, a)
}

const (
	atEnd   = rune(-1)
	noWidth = 1 << 30
)

// input is where values are read from.
type input struct {
	from           io.RuneScanner
	newlineIsSpace bool
	newlineIsEnd   bool
	count          int // runes read
	limit          int // of count, by the width of a verb
	width          int
	ended          bool
	buf            []byte
}

func newInput(r io.Reader, newlineIsSpace, newlineIsEnd bool) *input {
	from, ok := r.(io.RuneScanner)
	if !ok {
		from = &runes{Reader: r}
	}
	return &input{from: from, newlineIsSpace: newlineIsSpace, newlineIsEnd: newlineIsEnd, limit: noWidth, width: noWidth}
}

// runes reads no more bytes than it must.
type runes struct {
	io.Reader
	last   rune
	size   int
	unread bool
	ahead  []byte
}

// text is a reader that has a whole text at hand.
func text(s string) *runes { return &runes{Reader: nothing{}, ahead: []byte(s)} }

type nothing struct{}

func (nothing) Read(p []byte) (int, error) { return 0, io.EOF }

func (r *runes) ReadRune() (rune, int, error) {
	if r.unread {
		r.unread = false
		return r.last, r.size, nil
	}
	for !utf8.FullRune(r.ahead) {
		var b [1]byte
		if _, err := io.ReadFull(r.Reader, b[:]); err != nil {
			if len(r.ahead) > 0 && err == io.EOF {
				break
			}
			return 0, 0, err
		}
		r.ahead = append(r.ahead, b[0])
	}
	r.last, r.size = utf8.DecodeRune(r.ahead)
	r.ahead = r.ahead[r.size:]
	return r.last, r.size, nil
}

func (r *runes) UnreadRune() error {
	r.unread = true
	return nil
}

// failure is what reading panics with.
type failure struct{ err error }

func fail(err error) { panic(failure{err}) }

func failText(text string) { fail(errors.New(text)) }

// caught sets err to what reading failed with.
func caught(err *error) {
	switch e := recover().(type) {
	case nil:
	case failure:
		*err = e.err
	default:
		panic(e)
	}
}

// ReadRune reads a rune.
func (in *input) ReadRune() (r rune, size int, err error) {
	if in.ended || in.count >= in.limit {
		return 0, 0, io.EOF
	}
	r, size, err = in.from.ReadRune()
	if err == nil {
		in.count++
		in.ended = in.newlineIsEnd && r == '\n'
	} else if err == io.EOF {
		in.ended = true
	}
	return r, size, err
}

// UnreadRune takes a rune back.
func (in *input) UnreadRune() error {
	in.from.UnreadRune()
	in.ended = false
	in.count--
	return nil
}

// Read is not for scanning.
func (in *input) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

// Width returns the width of the verb and whether it is given.
func (in *input) Width() (wid int, ok bool) {
	if in.width == noWidth {
		return 0, false
	}
	return in.width, true
}

func (in *input) next() rune {
	r, _, err := in.ReadRune()
	if err == io.EOF {
		return atEnd
	}
	if err != nil {
		fail(err)
	}
	return r
}

func (in *input) must() rune {
	r := in.next()
	if r == atEnd {
		fail(io.ErrUnexpectedEOF)
	}
	return r
}

func (in *input) notAtEnd() {
	if in.next() == atEnd {
		fail(io.EOF)
	}
	in.UnreadRune()
}

func (in *input) peek(set string) bool {
	r := in.next()
	if r != atEnd {
		in.UnreadRune()
	}
	return index(set, r) >= 0
}

func index(set string, r rune) int {
	for i, c := range set {
		if c == r {
			return i
		}
	}
	return -1
}

// accept passes a rune that is one of set and keeps it.
func (in *input) accept(set string) bool {
	if !in.peek(set) {
		return false
	}
	in.buf = utf8.AppendRune(in.buf, in.next())
	return true
}

func isBlank(r rune) bool {
	return r == ' ' || '\t' <= r && r <= '\r' || r == 0x85 || r == 0xa0 || r == 0x1680 || 0x2000 <= r && r <= 0x200a ||
		r == 0x2028 || r == 0x2029 || r == 0x202f || r == 0x205f || r == 0x3000
}

// SkipSpace passes blanks, and newlines where they are blanks.
func (in *input) SkipSpace() {
	for {
		r := in.next()
		switch {
		case r == atEnd:
			return
		case r == '\r' && in.peek("\n"):
		case r == '\n':
			if !in.newlineIsSpace {
				failText("unexpected newline")
			}
		case !isBlank(r):
			in.UnreadRune()
			return
		}
	}
}

// Token reads the runes that f accepts; all but blanks if f is nil.
func (in *input) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer caught(&err)
	if f == nil {
		f = func(r rune) bool { return !isBlank(r) }
	}
	in.buf = in.buf[:0]
	if skipSpace {
		in.SkipSpace()
	}
	for {
		r := in.next()
		if r == atEnd {
			break
		}
		if !f(r) {
			in.UnreadRune()
			break
		}
		in.buf = utf8.AppendRune(in.buf, r)
	}
	return in.buf, nil
}

func (in *input) operands(a []any) (n int, err error) {
	defer caught(&err)
	for _, v := range a {
		in.operand('v', v)
		n++
	}
	for in.newlineIsEnd {
		r := in.next()
		if r == '\n' || r == atEnd {
			break
		}
		if !isBlank(r) {
			failText("expected newline")
		}
	}
	return n, nil
}

func (in *input) format(format string, a []any) (n int, err error) {
	defer caught(&err)
	for format != "" {
		rest, matches := in.literal(format)
		if len(rest) < len(format) && matches {
			format = rest
			continue
		}
		if format[0] != '%' {
			if !matches {
				failText("input does not match format")
			}
			break
		}
		format = format[1:]
		in.width = noWidth
		digits := 0
		for digits < len(format) && '0' <= format[digits] && format[digits] <= '9' {
			if digits == 0 {
				in.width = 0
			}
			in.width = min(in.width*10+int(format[digits]-'0'), noWidth)
			digits++
		}
		format = format[digits:]
		verb, size := utf8.DecodeRuneInString(format)
		if verb != 'c' {
			in.SkipSpace()
		}
		if n >= len(a) {
			failText("too few operands for format '%" + format + "'")
		}
		in.limit = noWidth
		if in.width != noWidth {
			in.limit = in.count + in.width
		}
		in.operand(verb, a[n])
		in.limit = noWidth
		format = format[size:]
		n++
	}
	if n < len(a) {
		failText("too many operands")
	}
	return n, nil
}

// literal passes what a format has before its next verb and returns the rest of the format. Without progress the format
// begins with a verb, or the input is at its end; matches is false where the input is something else.
func (in *input) literal(format string) (rest string, matches bool) {
	for format != "" {
		c, size := utf8.DecodeRuneInString(format)
		if isBlank(c) {
			format = in.blanks(format)
			continue
		}
		if c == '%' {
			if len(format) == 1 {
				failText("missing verb: % at end of format string")
			}
			if format[1] != '%' {
				return format, true
			}
			format = format[1:]
		}
		if in.must() != c {
			in.UnreadRune()
			return format, false
		}
		format = format[size:]
	}
	return format, true
}

// blanks passes blanks at the beginning of a format: a newline stands for a newline, other blanks for blanks.
func (in *input) blanks(format string) string {
	newlines, trailing := 0, false
	for format != "" {
		c, size := utf8.DecodeRuneInString(format)
		if !isBlank(c) {
			break
		}
		if trailing = c != '\n'; !trailing {
			newlines++
		}
		format = format[size:]
	}
	for range newlines {
		r := in.next()
		for isBlank(r) && r != '\n' {
			r = in.next()
		}
		if r != '\n' && r != atEnd {
			failText("newline in format does not match input")
		}
	}
	if trailing {
		r := in.next()
		if newlines == 0 {
			if !isBlank(r) && r != atEnd {
				failText("expected space in input to match format")
			}
			if r == '\n' {
				failText("newline in input does not match format")
			}
		}
		for isBlank(r) && r != '\n' {
			r = in.next()
		}
		if r != atEnd {
			in.UnreadRune()
		}
	}
	return format
}
