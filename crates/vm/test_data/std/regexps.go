// Package regexp.
package main

import (
	"fmt"
	"regexp"
	"strings"
)

func main() {
	texts := []string{"", "abc", "aaa bbb\nccc", "foo123bar 45", "größe Straße ÄÖ", "key=value; other = thing", "2024-02-03T04:05:06Z", "a.b*c", "xAyBzC", "\tx  y\n", "aXbXXc", "user@example.com, x@y.org"}
	exprs := []string{
		``, `a`, `a*`, `a+?`, `(a|ab)(c|bcd)?`, `^a`, `c$`, `(?m)^c`, `(?m)b$`, `\bb`, `\B.`, `[a-c]+`, `[^a-c]+`, `\d+`, `\D+`, `\w+`, `\W+`, `\s+`, `\S+`,
		`(\w+)\s*=\s*(\w+)`, `(?P<y>\d{4})-(?P<m>\d\d)-(?<d>\d{2})`, `(?i)STRASSE|stra(.)e`, `(?i)x[a-z]`, `(?s).+`, `.+`, `(?U)a+`, `x*`, `\pL+`, `\p{Lu}`, `\P{L}`,
		`[[:alpha:]]+`, `[[:^space:]]+`, `[\d\-_]+`, `a{2}`, `a{2,}`, `a{1,2}?`, `(a)(b)?`, `\Qa.b*\Ec`, `\x61\x{62}\143`, `[]a]`, `[^]a]`, `[a-]`, `(?:a|b)*c`, `(((a)))`, `a||b`, `()`,
		`(\w+)@(\w+)\.com`, `\Aa`, `c\z`, `(a*)*`, `(a|b)*?c`, `X+|b`, `a{0}b`, `{`, `a{,2}`, `[\pN ]+`, `\.`, `$^`,
	}
	for _, expr := range exprs {
		re := regexp.MustCompile(expr)
		fmt.Printf("%q %d %q\n", expr, re.NumSubexp(), re.SubexpNames())
		for _, text := range texts {
			fmt.Print(re.MatchString(text), re.FindStringSubmatchIndex(text), re.FindAllStringIndex(text, -1), len(re.FindAllString(text, 2)), " ")
			fmt.Printf("%q %q %q\n", re.ReplaceAllString(text, "<$0$1>"), re.Split(text, -1), re.Split(text, 2))
		}
	}
	for _, expr := range []string{`(`, `)`, `a)`, `(a`, `[a`, `[`, `[b-a]`, `*`, `a**`, `a+*`, `+a`, `a{1001}`, `a{2,1}`, `\`, `\8`, `\y`, `(?P<n`, `(?P<>a)`, `(?P<a>x)(?P<a>y)`, `(?z)`, `(?=a)`, `(?i`, `[[:foo:]]`, `\p{Nope}`, `x|*`, "\xff", `a??`, `\x{110000}`, `\pX`} {
		_, err := regexp.Compile(expr)
		fmt.Printf("%q %v\n", expr, err)
	}
	re := regexp.MustCompile(`(?P<first>\w+) (?P<last>\w+)`)
	fmt.Println(re.ReplaceAllString("John Smith and Ann Lee", "${last}, $first"), re.SubexpIndex("last"), re.SubexpIndex("x"))
	fmt.Println(re.ReplaceAllString("John Smith", "$$ $1x ${1}x $9 ${ $"), re.ReplaceAllLiteralString("John Smith", "$1"))
	fmt.Println(re.ReplaceAllStringFunc("john smith", strings.ToUpper), string(re.ReplaceAll([]byte("a b"), []byte("$2 $1"))))
	fmt.Printf("%q %q %q\n", re.FindStringSubmatch("Jane Doe!"), re.FindAllStringSubmatch("a b c d", -1), re.FindSubmatch([]byte("x y")))
	fmt.Println(regexp.QuoteMeta("a.b*[c]$"), re, re.FindStringSubmatch("nothing") == nil)
	long := regexp.MustCompile(`a+|a+b`)
	fmt.Println(long.FindString("xaab"))
	long.Longest()
	fmt.Println(long.FindString("xaab"), regexp.MustCompilePOSIX(`a|ab`).FindString("ab"))
	fmt.Println(regexp.MatchString(`^\d+$`, "123"))
	prefix, complete := regexp.MustCompile(`abc+`).LiteralPrefix()
	fmt.Println(prefix, complete)
	fmt.Println(len(regexp.MustCompile(`(a|a)*b`).FindAllString(strings.Repeat("a", 500), -1)))
	defer func() { fmt.Println(recover()) }()
	regexp.MustCompile("a(")
}
