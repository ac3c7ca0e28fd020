package main

import "fmt"

//go:noinline
func name(sign string, n int) string {
	text := "n" + string(rune('a'+n))
	return sign + text
}

//go:noinline
func use(depth int) int {
	var room [200]byte
	for i := range room {
		room[i] = byte(depth + i)
	}
	if depth == 0 {
		return int(room[3])
	}
	return use(depth-1) + int(room[5])
}

// What is put together of one text alone is that text; one that lies on the stack must not leave it.
func main() {
	names := []string{name("", 1), name("-", 2), name("", 3)}
	use(20)
	fmt.Println(names, name("", 4))
}
