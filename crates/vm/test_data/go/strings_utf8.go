// Strings: bytes, runes, invalid UTF-8, conversions.
package main

import "fmt"

func main() {
	for _, s := range []string{"", "abc", "äöü", "日本", "a\xffb", "\xe4\xb8", "\xf0\x9f\x98\x80!", "\xed\xa0\x80", "\xc0\x80", "\x80"} {
		for i, r := range s {
			fmt.Printf("%d:%U ", i, r)
		}
		fmt.Printf("len %d runes %d %q %+q %x\n", len(s), len([]rune(s)), s, s, s)
	}
	fmt.Println(string(rune(65)), string(rune(0x10ffff+1)) == "\ufffd", string(rune(-1)), string([]rune{72, 0x20ac, 0xd800, -5}))
	fmt.Println([]byte("héé"), []rune("héé\xff"))
	s := "hello"
	b := []byte(s)
	b[0] = 'J'
	fmt.Println(s, string(b), s[1], s[1:3], s[:0] == "", s > "hell", s < "help", s+s[4:])
	for i := range "añb" {
		fmt.Print(i, " ")
	}
	fmt.Println()
	const c = "const\x00\u00e9\n"
	fmt.Println(len(c), c[5], c)
	raw := `raw\n"x"`
	fmt.Println(raw, len(raw))
	var r rune = 'é'
	var y byte = 'A' + 1
	fmt.Println(r, y, string(r), string(rune(y)), '\'', '\x41', '\u00e9')
	m := map[string]int{"a": 1}
	m[string([]byte{'a'})]++
	fmt.Println(m)
	x := ""
	for i := 0; i < 5; i++ {
		x += string(rune('a' + i))
	}
	fmt.Println(x, x == "abcde", x != "abcdf")
	switch x[:2] {
	case "ab":
		fmt.Println("prefix")
	}
	fmt.Printf("%s|%10s|%-10s|%.2s|%q|%x|% x|%X|%c|%U|%#U\n", s, s, s, s, s, s, s, s, r, r, r)
	fmt.Printf("%v %d %s\n", []byte("ab"), []byte("ab"), []byte("ab"))
	type bs []byte
	fmt.Println(string(bs("xy")), bs("xy"))
	copyTo := make([]byte, 3)
	n := copy(copyTo, "日本")
	fmt.Println(n, copyTo, string(copyTo))
}
