// Long texts: repeated, searched, replaced, quoted, converted.
package main

import (
	"fmt"
	"strings"
)

func main() {
	for {
		s := strings.Repeat("abcd", 4<<20)
		n := strings.Count(s, "bc") + strings.LastIndex(s, "bd")
		t := strings.ReplaceAll(s, "b", "xy") + fmt.Sprintf("%q", s)
		r := []rune(t[:8<<20])
		fmt.Println(n, len(strings.ToUpper(t)), len(r), strings.EqualFold(s, t))
	}
}
