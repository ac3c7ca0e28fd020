package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

func main() {
	for _, s := range []string{
		"1", "1i", "i", "+i", "1+2i", "1-2i", "(1+2i)", "(1+2i", "1+2", "inf", "Inf+NaNi", "NaN-Infi", "+Inf-infinityi", "1e3+2e-4i",
		"0x1p3+0x.8p1i", "1_0i", "", "()", "1e400i", "1e400+1i", "3+4j", "3+ 4i", "1.5.5i", "1+2i+3i", "infi", "1++2i", "1+-2i", "-0-0i",
	} {
		for _, size := range []int{64, 128} {
			c, err := strconv.ParseComplex(s, size)
			fmt.Println(s, size, c, err)
		}
	}
	for _, s := range []string{
		`"a"b`, `"a`, "`raw`x", "`raw", `'a'b`, `'ab'`, `"\x41"`, `"\q"`, ``, `a`, `"a\"b"c`, "\"a\nb\"", `'\''x`, "\"\xff\"z", `''`, `"\ud800"`,
	} {
		prefix, err := strconv.QuotedPrefix(s)
		fmt.Printf("%q %q %v\n", s, prefix, err)
	}
	fmt.Println(string(strconv.AppendQuoteRuneToGraphic(nil, '\u3000')))

	sum := 0
	for r := rune(-2); r <= 0x1f000; r++ {
		if next := unicode.SimpleFold(r); next != r {
			sum = (sum*31 + int(r) + 7*int(next)) % 1000003
		}
	}
	fmt.Println(sum, unicode.SimpleFold('A'), unicode.SimpleFold('k'), unicode.SimpleFold('\u212a'), unicode.SimpleFold('1'), unicode.SimpleFold(-7))
	fmt.Println(strings.ToUpperSpecial(unicode.TurkishCase, "istanbul ılık"), strings.ToLowerSpecial(unicode.AzeriCase, "IİAÇ"))
	fmt.Println(strings.ToTitleSpecial(unicode.TurkishCase, "iIx"), string(bytes.ToUpperSpecial(unicode.TurkishCase, []byte("i"))))
	pairs := unicode.SpecialCase{{Lo: 'a', Hi: 'd', Delta: [unicode.MaxCase]rune{unicode.UpperLower, unicode.UpperLower, unicode.UpperLower}}}
	for r := 'a'; r <= 'e'; r++ {
		fmt.Print(string(r), string(pairs.ToUpper(r)), string(pairs.ToLower(r)), string(pairs.ToTitle(r)), " ")
	}
	fmt.Println()
}
