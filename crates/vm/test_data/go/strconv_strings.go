// Text: strconv and strings as snippets use them, with their errors.
package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

func main() {
	for _, s := range []string{"12", "-7", "0x1f", "", "1_000", "99999999999999999999", "1.5", " 3"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
	}
	u, err := strconv.ParseUint("300", 10, 8)
	fmt.Println(u, err)
	i, err := strconv.ParseInt("-0b101", 0, 64)
	fmt.Println(i, err)
	f, err := strconv.ParseFloat("1e400", 64)
	fmt.Println(f, err)
	b, err := strconv.ParseBool("maybe")
	fmt.Println(b, err)
	fmt.Println(strconv.Itoa(-45), strconv.FormatInt(255, 2), strconv.Quote("a\tb\"c\x00é\u2028"), strconv.FormatFloat(3.14159, 'f', 2, 64))
	q, err := strconv.Unquote(`"a\nb"`)
	fmt.Printf("%q %v\n", q, err)
	fmt.Println(strings.Split("a,b,,c", ","), len(strings.Split("", ",")), strings.SplitN("a:b:c", ":", 2), strings.Fields("  a  b c "))
	fmt.Println(strings.Join([]string{"x", "y"}, "-"), strings.Repeat("ab", 3), strings.ToUpper("héllo"), strings.Title("ab cd"))
	fmt.Println(strings.Contains("seafood", "foo"), strings.Index("chicken", "ken"), strings.LastIndex("go gopher", "go"), strings.IndexByte("abc", 'c'), strings.Count("cheese", "e"), strings.Count("ab", ""))
	fmt.Println(strings.TrimSpace("\t x \n"), strings.Trim("xxhixx", "x"), strings.TrimLeft("aab", "a"), strings.TrimPrefix("prefix-x", "prefix-"), strings.TrimSuffix("a.go", ".go"), strings.TrimFunc("12ab34", unicode.IsDigit))
	fmt.Println(strings.Replace("oink oink", "k", "ky", 1), strings.ReplaceAll("oink oink", "oink", "moo"), strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r + 1
	}, "banana"))
	fmt.Println(strings.EqualFold("Go", "GO"), strings.HasPrefix("go", "g"), strings.Compare("a", "b"))
	before, after, found := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, found)
	var sb strings.Builder
	for i := range 3 {
		fmt.Fprintf(&sb, "%d-", i)
	}
	sb.WriteByte('x')
	sb.WriteRune('é')
	sb.WriteString("!")
	fmt.Println(sb.String(), sb.Len())
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;")
	fmt.Println(r.Replace("<b>x</b>"))
	fmt.Println(strings.FieldsFunc("a1b2c", unicode.IsDigit), strings.ContainsAny("abc", "xyzc"), strings.ContainsRune("abc", 'b'))
	for part := range strings.SplitSeq("p,q", ",") {
		fmt.Print(part, ";")
	}
	fmt.Println()
	fmt.Println(unicode.IsUpper('É'), unicode.ToLower('Σ'), string(unicode.ToUpper('ß')), unicode.IsLetter('1'), unicode.IsSpace('\u00a0'))
}
