package main

import (
	"bytes"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode"
)

func main() {
	show := func(parts [][]byte) { fmt.Printf("%q\n", parts) }
	for _, s := range []string{"", "a,b,c", "a,", ",", "äbc", "x\ny\n\nz", " a  b "} {
		b := []byte(s)
		show(slices.Collect(bytes.SplitSeq(b, []byte(","))))
		show(slices.Collect(bytes.SplitAfterSeq(b, []byte(","))))
		show(slices.Collect(bytes.SplitSeq(b, nil)))
		show(slices.Collect(bytes.Lines(b)))
		show(slices.Collect(bytes.FieldsSeq(b)))
		show(slices.Collect(bytes.FieldsFuncSeq(b, unicode.IsLetter)))
		fmt.Println(bytes.ContainsFunc(b, unicode.IsSpace))
	}
	fmt.Printf("%q %q\n", bytes.ToValidUTF8([]byte("a\xff\xfeb\xffc"), []byte("?")), bytes.ToValidUTF8([]byte("ok"), nil))
	fmt.Println(strings.CutLast("a/b/c", "/"))
	fmt.Println(strings.CutLast("abc", "/"))
	before, after, found := bytes.CutLast([]byte("a/b/c"), []byte("/"))
	fmt.Printf("%q %q %v\n", before, after, found)
	fmt.Println(bits.Add(1<<63, 1<<63, 1))
	fmt.Println(bits.Add32(1<<31, 1<<31, 1))
	fmt.Println(bits.Sub(1, 2, 1))
	fmt.Println(bits.Sub32(1, 2, 1))
	fmt.Println(bits.Mul(1<<63, 6))
	fmt.Println(bits.Mul32(1<<31, 6))
	fmt.Println(bits.Div(1, 5, 7))
	fmt.Println(bits.Div32(1, 5, 7))
	fmt.Println(bits.Rem(9, 5, 7), bits.Rem32(9, 5, 7), bits.Rem64(9, 5, 7))
	for _, f := range []func(){func() { bits.Div32(7, 5, 7) }, func() { bits.Div(7, 5, 0) }, func() { bits.Div32(7, 5, 0) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
