package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	s := "  the quick brown fox, the lazy dog  "
	fmt.Printf("%q %q %q\n", strings.TrimSpace(s), strings.Fields(s), strings.Split(s, "the"))
	fmt.Println(strings.Index(s, "fox"), strings.LastIndex(s, "the"), strings.Index(s, "cat"), strings.Index(s, ""), strings.LastIndex(s, ""), strings.IndexByte(s, 'q'), strings.IndexAny(s, "xyz"), strings.IndexRune("añb", 'ñ'), strings.LastIndexByte(s, 'o'))
	fmt.Println(strings.Count("cheese", "e"), strings.Count("five", ""), strings.Count("aaaa", "aa"), strings.Count("日本", ""))
	fmt.Println(strings.Contains("seafood", "foo"), strings.ContainsAny("x", ""), strings.ContainsRune("aé", 'é'), strings.HasPrefix("golang", "go"), strings.HasSuffix("golang", "go"))
	fmt.Println(strings.Replace("oink oink oink", "k", "ky", 2), strings.ReplaceAll("oink oink", "oink", "moo"), strings.Replace("abc", "", "-", -1), strings.Replace("日本", "", "-", 2))
	fmt.Println(strings.ToUpper("héllo ß ŉ ǆ ᾳ"), strings.ToLower("HÉLLO İ ΑΣ"), strings.Title("hello wOrld it's"), strings.ToTitle("ǆ"))
	fmt.Println(strings.EqualFold("Straße", "STRASSE"), strings.EqualFold("Go", "GO"), strings.EqualFold("K", "k"), strings.EqualFold("σ", "ς"), strings.EqualFold("ı", "i"), strings.EqualFold("", "a"))
	fmt.Println(strings.Repeat("ab", 3), strings.Join([]string{"a", "b", "c"}, ", "), strings.Join(nil, "x"), strings.Compare("a", "b"))
	fmt.Printf("%q %q %q\n", strings.SplitN("a,b,c,d", ",", 2), strings.SplitAfter("a,b,c", ","), strings.Split("añb", ""))
	before, after, found := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, found)
	fmt.Println(strings.CutPrefix("prefix-x", "prefix-"))
	fmt.Println(strings.CutSuffix("x.go", ".go"))
	fmt.Println(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, "a1b2c3é"))
	fmt.Println(strings.TrimFunc("123abc456", unicode.IsDigit), strings.Trim("xxhixx", "x"), strings.TrimLeft("xxhixx", "x"), strings.TrimRight("xxhixx", "x"), strings.TrimPrefix("abc", "a"), strings.TrimSuffix("abc", "c"))
	fmt.Printf("%q %q\n", strings.ToValidUTF8("a\xff\xfeb", "?"), strings.ToUpper("a\xffé"))

	var b strings.Builder
	for i := 3; i >= 1; i-- {
		fmt.Fprintf(&b, "%d...", i)
	}
	b.WriteString("ignition")
	b.WriteByte('!')
	b.WriteRune('é')
	fmt.Println(b.String(), b.Len())
	b.Reset()
	fmt.Println(b.Len(), b.String() == "")

	r := strings.NewReader("héllo world")
	buf := make([]byte, 4)
	n, err := r.Read(buf)
	fmt.Println(n, err, string(buf[:n]), r.Len())
	c, size, err := r.ReadRune()
	fmt.Println(string(c), size, err, r.UnreadRune(), r.UnreadRune())
	rest, err := io.ReadAll(r)
	fmt.Println(string(rest), err)
	_, err = r.ReadByte()
	fmt.Println(err)
	pos, err := r.Seek(-5, io.SeekEnd)
	fmt.Println(pos, err)
	io.Copy(&b, r)
	fmt.Println(b.String())

	rep := strings.NewReplacer("<", "&lt;", ">", "&gt;", "a", "A")
	fmt.Println(rep.Replace("<b>a</b>"))
	fmt.Println(strings.FieldsFunc("a1b22c", unicode.IsDigit), strings.IndexFunc("ab1", unicode.IsDigit), strings.LastIndexFunc("1ab", unicode.IsDigit))

	for _, s := range []string{"é世😀", "\xff\xc0\xaf", "\xed\xa0\x80", ""} {
		fmt.Println(utf8.RuneCountInString(s), utf8.ValidString(s))
		for i, r := range s {
			fmt.Print(i, ":", r, " ")
		}
		r, n := utf8.DecodeLastRuneInString(s)
		fmt.Println(r, n)
	}
	fmt.Println(utf8.RuneLen('é'), utf8.RuneLen(-1), utf8.ValidRune(0xD800), utf8.AppendRune(nil, 'é'), utf8.FullRune([]byte{0xe4, 0xb8}), utf8.FullRune([]byte{0xff}), utf8.FullRuneInString("世"))
	for _, r := range "aA1 é_$\t\u0301Ⅷ²ǅ世\u200b" {
		fmt.Print(unicode.IsLetter(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsSpace(r), unicode.IsPunct(r), unicode.IsSymbol(r), unicode.IsMark(r), unicode.IsControl(r), unicode.IsPrint(r), unicode.IsGraphic(r), unicode.IsTitle(r), string(unicode.ToUpper(r)), " ")
	}
	fmt.Println()
	defer func() { fmt.Println(recover()) }()
	c2 := b
	c2.WriteString("x")
}
