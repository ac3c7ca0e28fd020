// Reading values with package fmt.
package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

type pair struct{ a, b int }

func (p *pair) Scan(s fmt.ScanState, verb rune) error {
	s.SkipSpace()
	token, err := s.Token(true, func(r rune) bool { return r != ';' })
	if err != nil {
		return err
	}
	s.ReadRune()
	wid, ok := s.Width()
	_, err = fmt.Sscanf(string(token), "%d-%d", &p.a, &p.b)
	fmt.Printf("%c %v %v ", verb, wid, ok)
	return err
}

func main() {
	var (
		i       int
		i8      int8
		u       uint16
		f       float64
		g       float32
		s, t    string
		b       bool
		r       rune
		by      []byte
		p       pair
		n       int
		err     error
		unknown struct{}
	)
	show := func(name string) { fmt.Println(name, n, err, "|", i, i8, u, f, g, s, t, b, r, string(by), p) }
	n, err = fmt.Sscan("12 -7 65535 1.5e3\n0.25 word true", &i, &i8, &u, &f, &g, &s, &b)
	show("scan")
	n, err = fmt.Sscan("0x1F 0b101 0o17 inf", &i, &i8, &u, &f)
	show("bases")
	n, err = fmt.Sscan("300", &i8)
	show("overflow")
	n, err = fmt.Sscan("70000", &u)
	show("unsigned overflow")
	n, err = fmt.Sscan("-1", &u)
	show("negative")
	n, err = fmt.Sscan("99999999999999999999", &i)
	show("range")
	n, err = fmt.Sscan("abc", &i)
	show("letters")
	n, err = fmt.Sscan("", &i)
	show("nothing")
	n, err = fmt.Sscan("1", &i, &s)
	show("too few")
	n, err = fmt.Sscan("1 2", i)
	show("no pointer")
	n, err = fmt.Sscan("1 2", &unknown)
	show("unknown")
	n, err = fmt.Sscan("maybe", &b)
	show("bool")
	n, err = fmt.Sscan("trux", &b)
	show("wrong bool")
	n, err = fmt.Sscanln("1 x", &i, &s)
	show("line")
	n, err = fmt.Sscanln("1\nx", &i, &s)
	show("short line")
	n, err = fmt.Sscanln("1 x y", &i, &s)
	show("long line")
	n, err = fmt.Sscanf("7:ab", "%d:%s", &i, &s)
	show("format")
	n, err = fmt.Sscanf("ff 101 17 z 3.5 yes", "%x %b %o %c %g %s", &i, &i8, &u, &r, &f, &s)
	show("verbs")
	n, err = fmt.Sscanf("12345", "%2d%3d", &i, &u)
	show("widths")
	n, err = fmt.Sscanf(`"a b" 68656c6c6f`, "%q %x", &s, &t)
	show("quoted")
	n, err = fmt.Sscanf("50%", "%d%%", &i)
	show("percent")
	n, err = fmt.Sscanf("1,2", "%d;%d", &i, &u)
	show("mismatch")
	n, err = fmt.Sscanf("1 2", "%d", &i, &u)
	show("too many operands")
	n, err = fmt.Sscanf("1 2", "%d %d", &i)
	show("too few operands")
	n, err = fmt.Sscanf("1 2", "%d %z", &i, &u)
	show("bad verb")
	n, err = fmt.Sscanf("1\n2", "%d\n%d", &i, &u)
	show("newlines")
	n, err = fmt.Sscanf("1\n2", "%d %d", &i, &u)
	show("newline for blank")
	n, err = fmt.Sscanf("U+00E4 t", "%U %t", &i, &b)
	show("unicode")
	n, err = fmt.Sscanf("abc", "%s%d", &s, &i)
	show("ends")
	n, err = fmt.Sscan("3-4; word", &p, &by)
	show("scanner")
	n, err = fmt.Sscanf("5-6;", "%7v", &p)
	show("scanner width")

	in := bufio.NewReader(strings.NewReader("3\n10 20 30\nlast line"))
	n, err = fmt.Fscan(in, &i)
	show("fscan")
	sum := 0
	for range i {
		var x int
		fmt.Fscan(in, &x)
		sum += x
	}
	fmt.Println("sum", sum)
	n, err = fmt.Fscanln(in, &s)
	show("rest of the line")
	n, err = fmt.Fscanf(in, "%s %s", &s, &t)
	show("fscanf")
	n, err = fmt.Fscan(in, &s)
	show("end")
	plain := io.MultiReader(strings.NewReader("größe 8 "), strings.NewReader("9"))
	n, err = fmt.Fscan(plain, &s, &i)
	show("plain reader")
	n, err = fmt.Fscan(plain, &i)
	show("goes on")
}
