// Packages encoding/base64, encoding/binary, text/tabwriter and unicode/utf16.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"unicode/utf16"
)

func table(minwidth, tabwidth, padding int, padchar byte, flags uint, text string) {
	w := tabwriter.NewWriter(os.Stdout, minwidth, tabwidth, padding, padchar, flags)
	fmt.Fprint(w, text)
	w.Flush()
	fmt.Println("--")
}

func main() {
	for n := range 8 {
		data := []byte("\x00\xff\xfe>?~z")[:n]
		for _, e := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding} {
			text := e.EncodeToString(data)
			back, err := e.DecodeString(text)
			fmt.Print(text, " ", bytes.Equal(back, data), " ", err, " ", e.EncodedLen(n), e.DecodedLen(len(text)), "; ")
		}
		fmt.Println()
	}
	for _, text := range []string{"YQ==", "YQ=", "YQ", "Y", "Y===", "YWI=x", "YW!=", "Y\nQ=\r\n=", "YR==", "=", "YWJj\n", "YWJjZA=="} {
		b, err := base64.StdEncoding.DecodeString(text)
		fmt.Printf("%q %q %v\n", text, b, err)
		b, err = base64.StdEncoding.Strict().DecodeString(text)
		fmt.Printf("%q %q %v\n", text, b, err)
		b, err = base64.RawStdEncoding.DecodeString(text)
		fmt.Printf("%q %q %v\n", text, b, err)
	}
	var buf bytes.Buffer
	w := base64.NewEncoder(base64.StdEncoding, &buf)
	io.WriteString(w, "hello ")
	io.WriteString(w, "world")
	w.Close()
	back, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, strings.NewReader(buf.String())))
	fmt.Println(buf.String(), string(back), err)

	b := make([]byte, 8)
	binary.BigEndian.PutUint32(b, 0xdeadbeef)
	binary.LittleEndian.PutUint16(b[4:], 0x1234)
	fmt.Printf("% x %x %x\n", b, binary.LittleEndian.Uint64(b), binary.BigEndian.Uint64(b))
	b = binary.BigEndian.AppendUint64(nil, 1<<40)
	b = binary.LittleEndian.AppendUint32(b, 7)
	fmt.Println(b, binary.BigEndian, binary.LittleEndian.Uint32(b[8:]))
	for _, x := range []int64{0, -1, 1, 63, -64, 300, -1 << 63} {
		b := binary.AppendVarint(nil, x)
		y, n := binary.Varint(b)
		fmt.Println(b, y, n)
	}
	u, n := binary.Uvarint(bytes.Repeat([]byte{0xff}, 11))
	fmt.Println(u, n)
	_, err = binary.ReadUvarint(bytes.NewReader([]byte{0x80}))
	fmt.Println(err, utf16.Encode([]rune("a😀")), string(utf16.Decode([]uint16{97, 0xd83d, 0xde00, 0xd800})))

	const text = "a\tb\tc\naaaa\tbbbbbb\tc\nx\n\ty\tz\naa\tbb\nlong line without tabs\n1\t\t3\n\t\tlast"
	table(0, 8, 1, ' ', 0, text)
	table(5, 0, 2, '.', tabwriter.AlignRight, text)
	table(8, 8, 0, '\t', 0, text)
	table(0, 4, 1, ' ', tabwriter.Debug|tabwriter.TabIndent, text)
	table(0, 8, 2, '-', tabwriter.DiscardEmptyColumns, "a\v\vb\nc\v\vd\n")
	table(0, 8, 1, ' ', tabwriter.Debug, "größe\tx\nb\ty\f\nnext\tz\n")
	table(0, 8, 1, '*', tabwriter.FilterHTML|tabwriter.StripEscape, "<b>bold</b>\tx\n&amp;&lt;\ty\n\xffa\tb\xff\tz\n")
}
