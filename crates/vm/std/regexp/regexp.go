// Package regexp searches texts with regular expressions of RE2's syntax, in time linear in the text.
package regexp

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Regexp is a compiled expression.
type Regexp struct {
	expr     string
	prog     program
	names    []string
	longest  bool
	anchored bool // it can match at the beginning only
}

// Compile reads an expression.
func Compile(expr string) (re *Regexp, err error) {
	n, names, err := parse(expr)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e, ok := recover().(*syntaxError); ok {
			re, err = nil, &syntaxError{e.code, expr}
		}
	}()
	re = &Regexp{expr: expr, prog: compile(n), names: names}
	for n.kind == concat && len(n.subs) > 0 {
		n = n.subs[0]
	}
	re.anchored = n.kind == begin
	return re, nil
}

// CompilePOSIX is Compile with the longest of the leftmost matches.
func CompilePOSIX(expr string) (*Regexp, error) {
	re, err := Compile(expr)
	if err == nil {
		re.longest = true
	}
	return re, err
}

// MustCompile is Compile, and panics if it fails.
func MustCompile(expr string) *Regexp {
	re, err := Compile(expr)
	if err != nil {
		panic("regexp: Compile(" + quoted(expr) + "): " + err.Error())
	}
	return re
}

// MustCompilePOSIX is CompilePOSIX, and panics if it fails.
func MustCompilePOSIX(expr string) *Regexp {
	re, err := CompilePOSIX(expr)
	if err != nil {
		panic("regexp: CompilePOSIX(" + quoted(expr) + "): " + err.Error())
	}
	return re
}

func quoted(s string) string {
	if strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// MatchString reports whether s has a match.
func MatchString(pattern string, s string) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}

// Match reports whether b has a match.
func Match(pattern string, b []byte) (matched bool, err error) { return MatchString(pattern, string(b)) }

// QuoteMeta returns an expression that matches s.
func QuoteMeta(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(`\.+*?()|[]{}^$`, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// String returns the expression.
func (re *Regexp) String() string { return re.expr }

// MarshalText returns the expression.
func (re *Regexp) MarshalText() ([]byte, error) { return []byte(re.expr), nil }

// UnmarshalText reads an expression.
func (re *Regexp) UnmarshalText(text []byte) error {
	fresh, err := Compile(string(text))
	if err == nil {
		*re = *fresh
	}
	return err
}

// Longest makes later searches prefer the longest of the leftmost matches.
func (re *Regexp) Longest() { re.longest = true }

// NumSubexp returns the number of parenthesized parts.
func (re *Regexp) NumSubexp() int { return len(re.names) - 1 }

// SubexpNames returns their names, the first of which is that of the whole: none.
func (re *Regexp) SubexpNames() []string { return re.names }

// SubexpIndex returns the number of the part with a name, or -1.
func (re *Regexp) SubexpIndex(name string) int {
	for i, n := range re.names {
		if n == name && name != "" {
			return i
		}
	}
	return -1
}

// LiteralPrefix returns what every match begins with, and whether that is all of it.
func (re *Regexp) LiteralPrefix() (prefix string, complete bool) {
	for _, i := range re.prog[1:] {
		if i.op == opSave && i.x == 1 {
			return prefix, true
		}
		if i.op != opRune || i.node.kind != char {
			break
		}
		c := i.node.class
		if c.not || c.fold || len(c.props) > 0 || len(c.ranges) != 2 || c.ranges[0] != c.ranges[1] {
			break
		}
		prefix += string(c.ranges[0])
	}
	return prefix, false
}

// MatchString reports whether s has a match.
func (re *Regexp) MatchString(s string) bool { return re.match(s, 0) != nil }

// Match reports whether b has a match.
func (re *Regexp) Match(b []byte) bool { return re.MatchString(string(b)) }

// all calls f with up to n matches, all if n is negative; an empty match right after another one does not count.
func (re *Regexp) all(s string, n int, f func(m []int)) {
	end := -1
	for pos := 0; pos <= len(s) && n != 0; {
		m := re.match(s, pos)
		if m == nil {
			return
		}
		if m[1] > m[0] || m[0] != end {
			f(m)
			n--
		}
		end = m[1]
		if pos = m[1]; m[1] == m[0] {
			_, size := utf8.DecodeRuneInString(s[pos:])
			pos += max(size, 1)
		}
	}
}

func part(s string, m []int, i int) string {
	if m[2*i] < 0 {
		return ""
	}
	return s[m[2*i]:m[2*i+1]]
}

func parts(s string, m []int) []string {
	if m == nil {
		return nil
	}
	list := make([]string, len(m)/2)
	for i := range list {
		list[i] = part(s, m, i)
	}
	return list
}

// FindStringSubmatchIndex returns the places of the first match and of its parts.
func (re *Regexp) FindStringSubmatchIndex(s string) []int { return re.match(s, 0) }

// FindStringIndex returns the place of the first match.
func (re *Regexp) FindStringIndex(s string) (loc []int) {
	if m := re.match(s, 0); m != nil {
		return m[:2]
	}
	return nil
}

// FindString returns the first match.
func (re *Regexp) FindString(s string) string {
	if m := re.match(s, 0); m != nil {
		return part(s, m, 0)
	}
	return ""
}

// FindStringSubmatch returns the first match and its parts.
func (re *Regexp) FindStringSubmatch(s string) []string { return parts(s, re.match(s, 0)) }

// FindAllString returns up to n matches, all if n is negative.
func (re *Regexp) FindAllString(s string, n int) (list []string) {
	re.all(s, n, func(m []int) { list = append(list, part(s, m, 0)) })
	return list
}

// FindAllStringIndex is FindAllString for places.
func (re *Regexp) FindAllStringIndex(s string, n int) (list [][]int) {
	re.all(s, n, func(m []int) { list = append(list, m[:2]) })
	return list
}

// FindAllStringSubmatch is FindAllString with parts.
func (re *Regexp) FindAllStringSubmatch(s string, n int) (list [][]string) {
	re.all(s, n, func(m []int) { list = append(list, parts(s, m)) })
	return list
}

// FindAllStringSubmatchIndex is FindAllStringSubmatch for places.
func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) (list [][]int) {
	re.all(s, n, func(m []int) { list = append(list, m) })
	return list
}

// FindSubmatchIndex is FindStringSubmatchIndex for bytes.
func (re *Regexp) FindSubmatchIndex(b []byte) []int { return re.match(string(b), 0) }

// FindIndex is FindStringIndex for bytes.
func (re *Regexp) FindIndex(b []byte) (loc []int) { return re.FindStringIndex(string(b)) }

func slice(b []byte, m []int, i int) []byte {
	if m[2*i] < 0 {
		return nil
	}
	return b[m[2*i]:m[2*i+1]:m[2*i+1]]
}

func slices(b []byte, m []int) (list [][]byte) {
	for i := range len(m) / 2 {
		list = append(list, slice(b, m, i))
	}
	return list
}

// Find is FindString for bytes.
func (re *Regexp) Find(b []byte) []byte {
	if m := re.match(string(b), 0); m != nil {
		return slice(b, m, 0)
	}
	return nil
}

// FindSubmatch is FindStringSubmatch for bytes.
func (re *Regexp) FindSubmatch(b []byte) [][]byte { return slices(b, re.match(string(b), 0)) }

// FindAll is FindAllString for bytes.
func (re *Regexp) FindAll(b []byte, n int) (list [][]byte) {
	re.all(string(b), n, func(m []int) { list = append(list, slice(b, m, 0)) })
	return list
}

// FindAllIndex is FindAllStringIndex for bytes.
func (re *Regexp) FindAllIndex(b []byte, n int) [][]int { return re.FindAllStringIndex(string(b), n) }

// FindAllSubmatch is FindAllStringSubmatch for bytes.
func (re *Regexp) FindAllSubmatch(b []byte, n int) (list [][][]byte) {
	re.all(string(b), n, func(m []int) { list = append(list, slices(b, m)) })
	return list
}

// FindAllSubmatchIndex is FindAllStringSubmatchIndex for bytes.
func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return re.FindAllStringSubmatchIndex(string(b), n)
}

func (re *Regexp) replace(src string, with func(dst []byte, m []int) []byte) string {
	var b []byte
	end := 0
	re.all(src, -1, func(m []int) {
		b = append(b, src[end:m[0]]...)
		b = with(b, m)
		end = m[1]
	})
	return string(append(b, src[end:]...))
}

// ReplaceAllString replaces all matches; $1, ${1} and $name in repl stand for parts.
func (re *Regexp) ReplaceAllString(src, repl string) string {
	return re.replace(src, func(dst []byte, m []int) []byte { return re.ExpandString(dst, repl, src, m) })
}

// ReplaceAllLiteralString replaces all matches by repl as it is.
func (re *Regexp) ReplaceAllLiteralString(src, repl string) string {
	return re.replace(src, func(dst []byte, m []int) []byte { return append(dst, repl...) })
}

// ReplaceAllStringFunc replaces all matches by what repl returns for them.
func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return re.replace(src, func(dst []byte, m []int) []byte { return append(dst, repl(part(src, m, 0))...) })
}

// ReplaceAll is ReplaceAllString for bytes.
func (re *Regexp) ReplaceAll(src, repl []byte) []byte {
	return []byte(re.ReplaceAllString(string(src), string(repl)))
}

// ReplaceAllLiteral is ReplaceAllLiteralString for bytes.
func (re *Regexp) ReplaceAllLiteral(src, repl []byte) []byte {
	return []byte(re.ReplaceAllLiteralString(string(src), string(repl)))
}

// ReplaceAllFunc is ReplaceAllStringFunc for bytes.
func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	return []byte(re.ReplaceAllStringFunc(string(src), func(s string) string { return string(repl([]byte(s))) }))
}

// Expand is ExpandString for bytes.
func (re *Regexp) Expand(dst []byte, template []byte, src []byte, match []int) []byte {
	return re.ExpandString(dst, string(template), string(src), match)
}

// ExpandString appends template with $1, ${1} and $name replaced by parts of a match.
func (re *Regexp) ExpandString(dst []byte, template string, src string, match []int) []byte {
	for {
		before, after, ok := strings.Cut(template, "$")
		dst = append(dst, before...)
		if !ok {
			return dst
		}
		template = after
		if strings.HasPrefix(after, "$") {
			dst = append(dst, '$')
			template = after[1:]
			continue
		}
		name, rest := reference(after)
		if name == "" {
			dst = append(dst, '$')
			continue
		}
		template = rest
		number, err := strconv.Atoi(name)
		if err != nil {
			for i, n := range re.names {
				if n == name && 2*i+1 < len(match) && match[2*i] >= 0 {
					dst = append(dst, part(src, match, i)...)
					break
				}
			}
		} else if 2*number+1 < len(match) {
			dst = append(dst, part(src, match, number)...)
		}
	}
}

// reference reads the name after a $; none if there is no right one.
func reference(s string) (name, rest string) {
	braced := strings.HasPrefix(s, "{")
	if braced {
		s = s[1:]
	}
	end := 0
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !isNameRune(r) {
			break
		}
		end += size
	}
	name, rest = s[:end], s[end:]
	if braced {
		if !strings.HasPrefix(rest, "}") {
			return "", s
		}
		rest = rest[1:]
	}
	return name, rest
}

// Split cuts s at up to n-1 matches, at all if n is negative.
func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if re.expr != "" && s == "" {
		return []string{""}
	}
	var list []string
	begin, end := 0, 0
	for _, m := range re.FindAllStringIndex(s, n) {
		if n > 0 && len(list) == n-1 {
			break
		}
		end = m[0]
		if m[1] != 0 {
			list = append(list, s[begin:end])
		}
		begin = m[1]
	}
	if end != len(s) {
		list = append(list, s[begin:])
	}
	return list
}
