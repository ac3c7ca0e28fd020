// Sets of code points.
package main

import (
	"fmt"
	"unicode"
)

var sets = []*unicode.RangeTable{
	unicode.Cyrillic, unicode.Greek, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Latin,
	unicode.Letter, unicode.L, unicode.Lu, unicode.Upper, unicode.Ll, unicode.Lower, unicode.Lt, unicode.Title,
	unicode.Digit, unicode.Nd, unicode.N, unicode.Number, unicode.P, unicode.Punct, unicode.S, unicode.Symbol,
	unicode.M, unicode.Mark, unicode.White_Space,
}

func main() {
	for _, r := range "aZ5 .éЖω世ひカ한ªǅ½€\u0301\U00020000\U0001B000\t\u2028" {
		var in []int
		for i, set := range sets {
			if unicode.Is(set, r) {
				in = append(in, i)
			}
		}
		fmt.Printf("%U %v %v %v\n", r, in, unicode.In(r, unicode.Han, unicode.Hiragana), unicode.IsOneOf(sets[:2], r))
	}
	counts := make([]int, len(sets))
	for r := rune(0); r < 0x2000; r++ {
		for i, set := range sets[:7] {
			if unicode.Is(set, r) {
				counts[i] += int(r)
			}
		}
	}
	fmt.Println(counts)
	own := &unicode.RangeTable{R16: []unicode.Range16{{'a', 'z', 2}}}
	fmt.Println(unicode.Is(own, 'c'), unicode.Is(own, 'd'), len(unicode.Han.R32) > 0)
}
