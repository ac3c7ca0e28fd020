package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// Who reads and writes for whom, in pieces of which size.

type told struct {
	name string
	io.Reader
	io.Writer
}

func (t told) Read(p []byte) (int, error) {
	n, err := t.Reader.Read(p)
	fmt.Println(t.name, "reads", len(p), "gets", n, err)
	return n, err
}

func (t told) Write(p []byte) (int, error) {
	fmt.Printf("%s writes %d %.12q\n", t.name, len(p), p)
	return len(p), nil
}

type toldString struct{ told }

func (t toldString) WriteString(s string) (int, error) {
	fmt.Printf("%s writes string %d\n", t.name, len(s))
	return len(s), nil
}

type toldFrom struct{ told }

func (t toldFrom) ReadFrom(r io.Reader) (int64, error) {
	fmt.Printf("%s reads from %T\n", t.name, r)
	return io.Copy(struct{ io.Writer }{t.told}, r)
}

type odd int

func (o odd) Write(p []byte) (int, error) { return int(o), nil }
func (o odd) Read(p []byte) (int, error)  { return int(o), nil }

type last struct{ n int }

func (l *last) Read(p []byte) (int, error) {
	l.n++
	return copy(p, "last"), errors.New("said with it")
}

func recovered(f func()) {
	defer func() { fmt.Println("recovered:", recover()) }()
	f()
}

func copies() {
	long := strings.Repeat("0123456789", 900)
	from := func() io.Reader { return told{name: "from", Reader: strings.NewReader(long)} }
	fmt.Println(io.Copy(io.Discard, from()))
	fmt.Println(io.Copy(told{name: "to"}, io.LimitReader(from(), 100)))
	fmt.Println(io.CopyN(told{name: "to"}, &last{}, 4))
	fmt.Println(io.Copy(odd(-3), strings.NewReader("abc")))
	fmt.Println(io.Copy(struct{ io.Writer }{odd(9)}, struct{ io.Reader }{strings.NewReader("abc")}))
	all, err := io.ReadAll(told{name: "all", Reader: strings.NewReader(long[:1500])})
	fmt.Println(len(all), cap(all), err)
}

func several() {
	r := io.MultiReader(strings.NewReader("one "), io.MultiReader(strings.NewReader("two "), strings.NewReader("three")))
	_, isTo := r.(io.WriterTo)
	fmt.Println(isTo)
	io.Copy(told{name: "to"}, r)
	w := io.MultiWriter(toldString{told{name: "strings"}}, io.MultiWriter(told{name: "bytes"}, told{name: "more"}))
	io.WriteString(w, "hello")
	_, isTo = io.NopCloser(strings.NewReader("x")).(io.WriterTo)
	_, isToo := io.NopCloser(from).(io.WriterTo)
	fmt.Println(isTo, isToo)
}

var from = told{name: "from", Reader: strings.NewReader("from")}

func buffers() {
	w := bufio.NewWriterSize(toldString{told{name: "to"}}, 16)
	w.WriteString(strings.Repeat("s", 40))
	w.Write(bytes.Repeat([]byte("b"), 20))
	w.WriteRune('ä')
	w.Flush()
	w = bufio.NewWriterSize(toldFrom{told{name: "to"}}, 16)
	w.WriteString("before")
	fmt.Println(w.ReadFrom(strings.NewReader(strings.Repeat("r", 30))))
	fmt.Println(w.Buffered())
	w.Flush()
	fmt.Println(bufio.NewWriter(struct{ io.Writer }{os.Stdout}).ReadFrom(odd(0)))
	r := bufio.NewReaderSize(told{name: "from", Reader: strings.NewReader(strings.Repeat("x", 100))}, 16)
	r.Read(make([]byte, 4))
	r.Read(make([]byte, 40))
	r.Read(make([]byte, 40))
	fmt.Println(r.WriteTo(told{name: "to"}))
	recovered(func() { bufio.NewReader(odd(-1)).Read(make([]byte, 1)) })
	recovered(func() { bufio.NewReader(odd(-1)).ReadByte() })
	b := bufio.NewReader(strings.NewReader("same"))
	b.ReadByte()
	b.Reset(b)
	rest, _ := b.ReadString(0)
	fmt.Println(rest)
}

func bytesOf() {
	data := []byte("shared")
	r := bytes.NewReader(data)
	data[0] = 'S'
	c, _ := r.ReadByte()
	fmt.Printf("%c\n", c)
	_, err := r.Seek(-9, io.SeekCurrent)
	_, err2 := r.ReadAt(nil, -1)
	fmt.Println(err, err2)
	var b bytes.Buffer
	for i := range 6 {
		b.Write(make([]byte, 100))
		b.Next(90)
		fmt.Print(b.Len(), " ", b.Cap(), " ", b.Available(), i, "; ")
	}
	fmt.Println()
	recovered(func() { b.Grow(1 << 62) })
	var s strings.Builder
	s.Grow(33)
	fmt.Println(s.Cap())
}

type (
	name  string
	count int8
	raw   []byte
	wave  complex64
	lines string
)

func (l *lines) Scan(state fmt.ScanState, verb rune) error {
	for {
		c, _, err := state.ReadRune()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		*l += lines(c)
	}
}

func scans() {
	var (
		n name
		c count
		r raw
		w wave
		z complex128
		l lines
	)
	fmt.Println(fmt.Sscan("gopher 12 bytes (1+2i) -3e2-4i", &n, &c, &r, &w, &z))
	fmt.Println(n, c, string(r), w, z)
	fmt.Println(fmt.Sscan("300", &c))
	fmt.Println(fmt.Sscan("(1+2)", &z))
	fmt.Println(fmt.Sscan("1", new([]int)))
	fmt.Println(fmt.Sscan("one\ntwo\n", &l))
	fmt.Printf("%q\n", l)
	l = ""
	fmt.Println(fmt.Sscanln("one\ntwo\n", &l))
	fmt.Printf("%q\n", l)
}

func main() {
	copies()
	several()
	buffers()
	bytesOf()
	scans()
}
