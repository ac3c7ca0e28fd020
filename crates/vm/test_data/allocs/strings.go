package main

import (
	"fmt"
	"runtime"
)

// count prints how many objects a call of f allocates, and how many bytes.
//
//go:noinline
func count(name string, f func()) {
	const runs = 200
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		f()
	}
	runtime.ReadMemStats(&after)
	objects, bytes := (after.Mallocs-before.Mallocs)/runs, (after.TotalAlloc-before.TotalAlloc)/runs
	if bytes > 4096 {
		bytes = bytes / 4096 * 4096 // the runtime itself allocates a little for those
	}
	fmt.Println(name, objects, bytes)
}

var sink string

var sinkBytes []byte

//go:noinline
func length(s string) int { return len(s) }

//go:noinline
func change(b []byte) { b[0] = 'x' }

//go:noinline
func runes(r []rune) rune { return r[0] }

var a, b = "hello", "world"

var long = "a text with more bytes than the thirty-two that Go has on the stack for it"

var bytes = []byte("some bytes")

var r = 'ä'

func main() {
	count("put together", func() { length(a + b) })
	count("put together and kept", func() { sink = a + b })
	count("put together of three", func() { length(a + ", " + b) })
	count("put together and too long", func() { length(a + long) })
	count("put together with nothing", func() { length(a + "") })
	count("in a loop", func() {
		for range 5 {
			length(a + b)
		}
	})
	count("added to", func() {
		s := ""
		for range 5 {
			s += "x"
		}
		length(s)
	})
	count("bytes of a text", func() { change([]byte(a)) })
	count("bytes of a text, kept", func() { sinkBytes = []byte(a) })
	count("bytes of a long text", func() { change([]byte(long)) })
	count("text of bytes", func() { length(string(bytes)) })
	count("text of bytes, kept", func() { sink = string(bytes) })
	count("text of one byte, kept", func() { sink = string(bytes[:1]) })
	count("compared", func() {
		if string(bytes) == a {
			println()
		}
	})
	count("text of a rune", func() { length(string(r)) })
	count("text of a rune, kept", func() { sink = string(r) })
	count("runes", func() { runes([]rune(a)) })
	count("text of runes", func() { length(string([]rune{'a', 'b'})) })
	count("bytes of a constant", func() { change([]byte("constant")) })
	count("part of a text", func() { sink = a[1:3] })
}
