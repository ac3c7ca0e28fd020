package main

import (
	"fmt"
	"strings"
)

func main() {
	s := "héllo"
	fmt.Println(len(s), s[1], s[1:3], s[:1]+s[3:], s > "hello", s == "h"+"éllo")
	for i := 0; i < len(s); i++ {
		fmt.Printf("%x ", s[i])
	}
	fmt.Println([]byte(s), []rune(s), string([]rune{72, 228, 0x1F600, -1}), string(rune(65)))
	b := []byte("abc")
	t := string(b)
	b[0] = 'X'
	fmt.Println(t, string(b))
	var sb strings.Builder
	for i := 3; i > 0; i-- {
		fmt.Fprintf(&sb, "%d...", i)
	}
	sb.WriteString("go")
	sb.WriteByte('!')
	sb.WriteRune('é')
	fmt.Println(sb.String(), sb.Len())
	fmt.Println(strings.Split("a,b,c", ","), strings.Fields("  x  y z "), strings.Join([]string{"p", "q"}, "-"))
	fmt.Println(strings.Contains("seafood", "foo"), strings.Index("chicken", "ken"), strings.Repeat("na", 3))
	fmt.Println(strings.ToUpper("abcé"), strings.TrimSpace("\t hi \n"), strings.Replace("oink oink", "k", "ky", -1))
	fmt.Println(strings.HasPrefix("golang", "go"), strings.TrimLeft("xxabc", "x"), strings.Title("a b"))
	raw := `a\n
b`
	fmt.Printf("%q %d\n", raw, len(raw))
	fmt.Println("a\tb\\ \u00e9 \x41 \101")
	x := ""
	for i := range 20 {
		x += string(rune('a' + i))
	}
	fmt.Println(x, x[5:10], strings.Compare("a", "b"))
	switch x[:2] {
	case "ab":
		fmt.Println("starts with ab")
	}
}
