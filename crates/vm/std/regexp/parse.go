package regexp

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// syntaxError says what is wrong with an expression, and where.
type syntaxError struct{ code, expr string }

func (e *syntaxError) Error() string { return "error parsing regexp: " + e.code + ": `" + e.expr + "`" }

type kind int

const (
	empty kind = iota
	char       // one of class
	any        // any character; not a newline unless flagS
	begin      // of the text
	end        // of the text
	beginLine
	endLine
	wordEdge
	noWordEdge
	group  // capture number n around subs[0]
	concat // subs, one after the other
	either // one of subs, the first that works
	repeat // subs[0], from least to most times; most may be -1
)

type node struct {
	kind        kind
	class       *class
	n           int
	subs        []*node
	least, most int
	lazy        bool
	newline     bool // any: a newline, too
}

// class is a set of characters: pairs of first and last, and properties.
type class struct {
	not    bool
	fold   bool
	ranges []rune
	props  []prop
}

type prop struct {
	has func(rune) bool
	not bool
}

func (c *class) matches(r rune) bool {
	in := c.holds(r)
	if !in && c.fold {
		in = c.holds(unicode.ToLower(r)) || c.holds(unicode.ToUpper(r)) || r == 'ſ' && c.holds('s') || r == '\u212a' && c.holds('k')
	}
	return in != c.not
}

func (c *class) holds(r rune) bool {
	for i := 0; i < len(c.ranges); i += 2 {
		if c.ranges[i] <= r && r <= c.ranges[i+1] {
			return true
		}
	}
	for _, p := range c.props {
		if p.has(r) != p.not {
			return true
		}
	}
	return false
}

const (
	flagI = 1 << iota // fold case
	flagM             // ^ and $ at lines
	flagS             // . matches newlines
	flagU             // lazy and greedy exchanged
)

type parser struct {
	whole, rest string
	flags       int
	names       []string // of captures
	depth       int
}

const (
	depthMax  = 1000
	repeatMax = 1000
)

func fail(code, expr string) { panic(&syntaxError{code, expr}) }

func parse(expr string) (n *node, names []string, err error) {
	defer func() {
		if e, ok := recover().(*syntaxError); ok {
			err = e
		}
	}()
	if !utf8.ValidString(expr) {
		fail("invalid UTF-8", expr)
	}
	p := &parser{whole: expr, rest: expr, names: []string{""}}
	n = p.alternatives()
	if p.rest != "" {
		fail("unexpected )", expr)
	}
	return n, p.names, nil
}

func (p *parser) next() rune {
	r, size := utf8.DecodeRuneInString(p.rest)
	p.rest = p.rest[size:]
	return r
}

func (p *parser) accept(prefix string) bool {
	rest, ok := strings.CutPrefix(p.rest, prefix)
	p.rest = rest
	return ok
}

func (p *parser) alternatives() *node {
	if p.depth++; p.depth > depthMax {
		fail("expression nests too deeply", p.whole)
	}
	subs := []*node{p.sequence()}
	for p.accept("|") {
		subs = append(subs, p.sequence())
	}
	p.depth--
	if len(subs) == 1 {
		return subs[0]
	}
	return &node{kind: either, subs: subs}
}

func (p *parser) sequence() *node {
	seq := &node{kind: concat}
	repeated := "" // the operator of the last item, which must not be followed by another
	for p.rest != "" && p.rest[0] != '|' && p.rest[0] != ')' {
		before := p.rest
		if least, most, ok := p.operator(); ok {
			op := before[:len(before)-len(p.rest)]
			lazy := p.flags&flagU != 0
			if p.accept("?") {
				lazy = !lazy
				op += "?"
			}
			if len(seq.subs) == 0 {
				fail("missing argument to repetition operator", op)
			}
			if repeated != "" {
				fail("invalid nested repetition operator", repeated+op)
			}
			if least > repeatMax || most > repeatMax || most >= 0 && least > most {
				fail("invalid repeat count", op)
			}
			last := seq.subs[len(seq.subs)-1]
			seq.subs[len(seq.subs)-1] = &node{kind: repeat, subs: []*node{last}, least: least, most: most, lazy: lazy}
			repeated = op
			continue
		}
		repeated = ""
		if p.accept(`\Q`) {
			text, rest, _ := strings.Cut(p.rest, `\E`)
			p.rest = rest
			for _, r := range text {
				seq.subs = append(seq.subs, p.literal(r))
			}
			continue
		}
		if item := p.item(); item != nil {
			seq.subs = append(seq.subs, item)
		}
	}
	return seq
}

// operator reads a repetition operator.
func (p *parser) operator() (least, most int, ok bool) {
	switch {
	case p.accept("*"):
		return 0, -1, true
	case p.accept("+"):
		return 1, -1, true
	case p.accept("?"):
		return 0, 1, true
	case p.rest[0] != '{':
		return 0, 0, false
	}
	inside, after, closed := strings.Cut(p.rest[1:], "}")
	first, second, two := strings.Cut(inside, ",")
	least, ok = count(first)
	most = least
	if two {
		if most = -1; second != "" {
			var fine bool
			most, fine = count(second)
			ok = ok && fine
		}
	}
	if !closed || !ok {
		return 0, 0, false
	}
	p.rest = after
	return least, most, true
}

func count(s string) (int, bool) {
	for _, c := range s {
		if c < '0' || c > '9' {
			return 0, false
		}
	}
	if s == "" || len(s) > 1 && s[0] == '0' {
		return 0, false
	}
	if len(s) > 6 {
		return repeatMax + 1, true
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

func (p *parser) literal(r rune) *node {
	return &node{kind: char, class: &class{fold: p.flags&flagI != 0, ranges: []rune{r, r}}}
}

// item reads what can be repeated; nil for a change of flags.
func (p *parser) item() *node {
	start := p.rest
	r := p.next()
	switch r {
	case '(':
		return p.group(start)
	case '[':
		return p.brackets(start)
	case '.':
		return &node{kind: any, newline: p.flags&flagS != 0}
	case '^':
		if p.flags&flagM != 0 {
			return &node{kind: beginLine}
		}
		return &node{kind: begin}
	case '$':
		if p.flags&flagM != 0 {
			return &node{kind: endLine}
		}
		return &node{kind: end}
	case '\\':
		return p.escape(start)
	}
	return p.literal(r)
}

func (p *parser) group(start string) *node {
	outer := p.flags
	number := 0
	if strings.HasPrefix(start, "(?") {
		p.rest = start[2:]
		if p.accept("P<") || p.accept("<") {
			name, rest, ok := strings.Cut(p.rest, ">")
			if !ok {
				fail("invalid named capture", p.whole[len(p.whole)-len(start):])
			}
			capture := start[:len(start)-len(rest)]
			p.rest = rest
			for _, c := range name {
				if c != '_' && (c > 0x7f || !unicode.IsLetter(c) && !unicode.IsDigit(c)) {
					fail("invalid named capture", capture)
				}
			}
			if name == "" {
				fail("invalid named capture", capture)
			}
			number = len(p.names)
			p.names = append(p.names, name)
		} else if !p.setFlags(start) {
			return nil
		}
	} else {
		number = len(p.names)
		p.names = append(p.names, "")
	}
	inside := p.alternatives()
	if !p.accept(")") {
		fail("missing closing )", p.whole)
	}
	p.flags = outer
	if number > 0 {
		return &node{kind: group, n: number, subs: []*node{inside}}
	}
	return &node{kind: concat, subs: []*node{inside}}
}

// setFlags reads flags up to a colon, and reports true, or up to the closing parenthesis.
func (p *parser) setFlags(start string) bool {
	flags, off, any := p.flags, false, false
	for p.rest != "" {
		bit := 0
		switch p.next() {
		case 'i':
			bit = flagI
		case 'm':
			bit = flagM
		case 's':
			bit = flagS
		case 'U':
			bit = flagU
		case '-':
			if off {
				fail("invalid or unsupported Perl syntax", start[:len(start)-len(p.rest)])
			}
			off, any = true, false
			continue
		case ':', ')':
			if off && !any {
				fail("invalid or unsupported Perl syntax", start[:len(start)-len(p.rest)])
			}
			p.flags = flags
			return start[len(start)-len(p.rest)-1] == ':'
		default:
			fail("invalid or unsupported Perl syntax", start[:len(start)-len(p.rest)])
		}
		any = true
		if off {
			flags &^= bit
		} else {
			flags |= bit
		}
	}
	fail("invalid or unsupported Perl syntax", start)
	return false
}

func (p *parser) escape(start string) *node {
	if p.rest == "" {
		fail("trailing backslash at end of expression", "")
	}
	c := &class{fold: p.flags&flagI != 0}
	if p.rest = start; p.property(c) {
		return &node{kind: char, class: c}
	}
	switch start[1] {
	case 'A':
		p.rest = start[2:]
		return &node{kind: begin}
	case 'z':
		p.rest = start[2:]
		return &node{kind: end}
	case 'b':
		p.rest = start[2:]
		return &node{kind: wordEdge}
	case 'B':
		p.rest = start[2:]
		return &node{kind: noWordEdge}
	}
	return p.literal(p.escaped())
}

// escaped reads an escape that stands for one character.
func (p *parser) escaped() rune {
	start := p.rest
	p.rest = p.rest[1:]
	if p.rest == "" {
		fail("trailing backslash at end of expression", "")
	}
	r := p.next()
	switch r {
	case 'a':
		return '\a'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'v':
		return '\v'
	case '0', '1', '2', '3', '4', '5', '6', '7':
		if r != '0' && (p.rest == "" || p.rest[0] < '0' || p.rest[0] > '7') {
			break
		}
		n := r - '0'
		for i := 1; i < 3 && p.rest != "" && '0' <= p.rest[0] && p.rest[0] <= '7'; i++ {
			n = n*8 + p.next() - '0'
		}
		return n
	case 'x':
		digits, rest, ok := "", "", false
		if p.accept("{") {
			digits, rest, ok = strings.Cut(p.rest, "}")
		} else if len(p.rest) >= 2 {
			digits, rest, ok = p.rest[:2], p.rest[2:], true
		}
		n, err := strconv.ParseUint(digits, 16, 32)
		if ok && err == nil && n <= unicode.MaxRune {
			p.rest = rest
			return rune(n)
		}
		if ok {
			p.rest = rest
			fail("invalid escape sequence", strings.TrimSuffix(start[:len(start)-len(rest)], "}"))
		}
	default:
		if r < utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return r
		}
	}
	fail("invalid escape sequence", start[:len(start)-len(p.rest)])
	return 0
}

func isWord(r rune) bool {
	return r == '_' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

var perl = map[byte][]rune{
	'd': {'0', '9'},
	's': {'\t', '\n', '\f', '\r', ' ', ' '},
	'w': {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
}

var posix = map[string][]rune{
	"alnum":  {'0', '9', 'A', 'Z', 'a', 'z'},
	"alpha":  {'A', 'Z', 'a', 'z'},
	"ascii":  {0, 0x7f},
	"blank":  {'\t', '\t', ' ', ' '},
	"cntrl":  {0, 0x1f, 0x7f, 0x7f},
	"digit":  {'0', '9'},
	"graph":  {'!', '~'},
	"lower":  {'a', 'z'},
	"print":  {' ', '~'},
	"punct":  {'!', '/', ':', '@', '[', '`', '{', '~'},
	"space":  {'\t', '\r', ' ', ' '},
	"upper":  {'A', 'Z'},
	"word":   {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
	"xdigit": {'0', '9', 'A', 'F', 'a', 'f'},
}

var categories = map[string]func(rune) bool{
	"L": unicode.IsLetter, "Lu": unicode.IsUpper, "Ll": unicode.IsLower, "Lt": unicode.IsTitle, "N": unicode.IsNumber,
	"Nd": unicode.IsDigit, "P": unicode.IsPunct, "S": unicode.IsSymbol, "M": unicode.IsMark, "Any": func(rune) bool { return true },
}

// property reads a class that has an escape of its own, such as \d or \pL, and adds it.
func (p *parser) property(c *class) bool {
	if len(p.rest) < 2 || p.rest[0] != '\\' {
		return false
	}
	letter := p.rest[1]
	if ranges, ok := perl[letter|0x20]; ok {
		p.rest = p.rest[2:]
		inner := &class{ranges: ranges}
		c.props = append(c.props, prop{inner.holds, letter < 'a'})
		return true
	}
	if letter|0x20 != 'p' {
		return false
	}
	start := p.rest
	p.rest = p.rest[2:]
	name := ""
	if p.accept("{") {
		var ok bool
		if name, p.rest, ok = strings.Cut(p.rest, "}"); !ok {
			fail("invalid character class range", start)
		}
	} else if p.rest != "" {
		name = string(p.next())
	}
	not := letter == 'P'
	if strings.HasPrefix(name, "^") {
		not, name = !not, name[1:]
	}
	has, ok := categories[name]
	if !ok {
		fail("invalid character class range", start[:len(start)-len(p.rest)])
	}
	c.props = append(c.props, prop{has, not})
	return true
}

// brackets reads a class after its opening bracket.
func (p *parser) brackets(start string) *node {
	c := &class{fold: p.flags&flagI != 0}
	c.not = p.accept("^")
	for first := true; ; first = false {
		if p.rest == "" {
			fail("missing closing ]", start)
		}
		if !first && p.accept("]") {
			return &node{kind: char, class: c}
		}
		if strings.HasPrefix(p.rest, "[:") {
			if name, rest, ok := strings.Cut(p.rest[2:], ":]"); ok {
				not := strings.HasPrefix(name, "^")
				ranges, ok := posix[strings.TrimPrefix(name, "^")]
				if !ok {
					fail("invalid character class range", p.rest[:len(p.rest)-len(rest)])
				}
				p.rest = rest
				inner := &class{ranges: ranges}
				c.props = append(c.props, prop{inner.holds, not})
				continue
			}
		}
		if p.property(c) {
			continue
		}
		from := p.rest
		low := p.member(start)
		high := low
		if len(p.rest) >= 2 && p.rest[0] == '-' && p.rest[1] != ']' {
			p.next()
			if high = p.member(start); high < low {
				fail("invalid character class range", from[:len(from)-len(p.rest)])
			}
		}
		c.ranges = append(c.ranges, low, high)
	}
}

func (p *parser) member(start string) rune {
	if p.rest == "" {
		fail("missing closing ]", start)
	}
	if p.rest[0] == '\\' {
		return p.escaped()
	}
	return p.next()
}

func isNameRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
