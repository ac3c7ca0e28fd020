package main

import (
	"fmt"
	"math"
	"strconv"
)

func main() {
	for _, f := range []float64{0, math.Copysign(0, -1), 1, 0.1, 1.0 / 3, 1e21, 123456789, 1e-7, math.MaxFloat64, 5e-324, math.Inf(1), math.NaN(), 580.49664306640625, 2.5, 1e23} {
		for _, verb := range "beEfgGxX" {
			fmt.Print(strconv.FormatFloat(f, byte(verb), -1, 64), " ", strconv.FormatFloat(f, byte(verb), 3, 64), " ", strconv.FormatFloat(f, byte(verb), -1, 32), " ")
		}
		fmt.Println()
	}
	for _, s := range []string{"", "0", "-0", "42", "-42", "+7", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "0x1F", "0b101", "0o17", "017", "1_000", "_1", "1__0", "abc", "12 ", " 12", "1e3", ".5", "1.", "1.5e-3", "inf", "-Inf", "nan", "0x1p-2", "1e400", "é", "\x00"} {
		i, err := strconv.Atoi(s)
		fmt.Println(i, err)
		n, err := strconv.ParseInt(s, 0, 16)
		fmt.Println(n, err)
		u, err := strconv.ParseUint(s, 0, 8)
		fmt.Println(u, err)
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
		f, err = strconv.ParseFloat(s, 32)
		fmt.Println(f, err)
		b, err := strconv.ParseBool(s)
		fmt.Println(b, err)
	}
	for _, base := range []int{2, 3, 8, 10, 16, 36} {
		fmt.Println(strconv.FormatInt(-255, base), strconv.FormatInt(math.MinInt64, base), strconv.FormatUint(math.MaxUint64, base))
	}
	for _, s := range []string{"", "abc", "a\"b'c`", "tab\t\n\r\a\b\f\v\\", "\x00\x7f\xff", "héllo 世界 😀", "\u200b\u00a0\ufeff", "\U000e0001"} {
		q := strconv.Quote(s)
		u, err := strconv.Unquote(q)
		fmt.Println(q, strconv.QuoteToASCII(s), strconv.QuoteToGraphic(s), strconv.CanBackquote(s), u == s, err)
	}
	for _, r := range []rune{'a', '\'', '"', '\n', 0, 'é', '世', 0x1F600, 0xD800, -1, 0x10FFFF + 1} {
		fmt.Println(strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.IsPrint(r), strconv.IsGraphic(r))
	}
	for _, s := range []string{`"a\tb"`, "`raw\\n`", `'x'`, `'\x41'`, `"\u00e9\U0001F600\101"`, `"`, `"a`, `a`, `''`, `"\q"`, `'ab'`, "\"a\nb\"", `"\400"`} {
		u, err := strconv.Unquote(s)
		fmt.Printf("%q %v\n", u, err)
	}
	c, mb, tail, err := strconv.UnquoteChar(`\u00e9rest`, '"')
	fmt.Println(c, mb, tail, err)
	b := strconv.AppendInt(nil, 42, 10)
	b = strconv.AppendQuote(strconv.AppendBool(append(b, ' '), true), "q")
	fmt.Println(string(strconv.AppendFloat(b, 1.5, 'g', -1, 64)), strconv.FormatComplex(complex(1, -2.5), 'g', -1, 128))
	defer func() { fmt.Println(recover()) }()
	strconv.FormatInt(1, 1)
}
