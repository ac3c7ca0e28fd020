package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

type slow struct{ r io.Reader }

func (s slow) Read(p []byte) (int, error) {
	if len(p) > 3 {
		p = p[:3]
	}
	return s.r.Read(p)
}

// nameless writes lines without the name of the source file.
type nameless struct{}

func (nameless) Write(p []byte) (int, error) {
	_, line, _ := strings.Cut(string(p), ".go")
	if line == "" {
		line = string(p)
	}
	os.Stdout.WriteString(line)
	return len(p), nil
}

func main() {
	data, err := io.ReadAll(io.LimitReader(strings.NewReader("hello world"), 5))
	fmt.Println(string(data), err)
	var buf bytes.Buffer
	n, err := io.Copy(&buf, io.TeeReader(strings.NewReader("tee"), os.Stdout))
	fmt.Println(n, err, buf.String())
	data, err = io.ReadAll(io.MultiReader(strings.NewReader("a"), strings.NewReader(""), strings.NewReader("b")))
	fmt.Println(string(data), err)
	io.WriteString(io.MultiWriter(os.Stdout, &buf), "multi\n")
	p := make([]byte, 4)
	fmt.Println(io.ReadFull(strings.NewReader("ab"), p))
	fmt.Println(io.ReadFull(strings.NewReader(""), p))
	fmt.Println(io.ReadAtLeast(strings.NewReader("abcdef"), p, 5))
	fmt.Println(io.CopyN(io.Discard, strings.NewReader("abc"), 2))
	fmt.Println(io.CopyN(io.Discard, strings.NewReader("abc"), 5))
	pr, pw := io.Pipe()
	go func() {
		fmt.Fprint(pw, "through ", "the pipe")
		pw.CloseWithError(errors.New("closed by writer"))
	}()
	data, err = io.ReadAll(slow{pr})
	fmt.Println(string(data), err)
	pr.Close()
	_, err = pw.Write([]byte("x"))
	fmt.Println(err)

	sc := bufio.NewScanner(slow{strings.NewReader("line 1\r\nline 2\n\nlast")})
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println(sc.Err())
	for _, split := range []bufio.SplitFunc{bufio.ScanWords, bufio.ScanRunes, bufio.ScanBytes} {
		sc = bufio.NewScanner(slow{strings.NewReader("  a bé\xff  c ")})
		sc.Split(split)
		for sc.Scan() {
			fmt.Printf("%q ", sc.Text())
		}
		fmt.Println(sc.Err())
	}
	sc = bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100)))
	sc.Buffer(make([]byte, 4), 10)
	fmt.Println(sc.Scan(), sc.Err())

	r := bufio.NewReaderSize(slow{strings.NewReader("first line\nsecond é line is longer\nthird")}, 16)
	s, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	pk, err := r.Peek(3)
	fmt.Println(string(pk), err)
	b, _ := r.ReadByte()
	fmt.Println(b, r.UnreadByte(), r.UnreadByte())
	line, prefix, err := r.ReadLine()
	fmt.Println(string(line), prefix, err)
	line, prefix, err = r.ReadLine()
	fmt.Println(string(line), prefix, err)
	c, size, err := r.ReadRune()
	fmt.Println(c, size, err, r.UnreadRune())
	fmt.Println(r.Discard(2))
	s, err = r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)

	w := bufio.NewWriterSize(os.Stdout, 8)
	fmt.Fprintf(w, "buffered %d", 123)
	fmt.Println("|", w.Buffered(), w.Available())
	w.WriteByte('!')
	w.WriteRune('é')
	w.WriteString("\n")
	w.Flush()

	buf.Reset()
	buf.WriteString("some text, more")
	fmt.Println(string(buf.Next(5)), buf.Len())
	line, err = buf.ReadBytes(',')
	fmt.Printf("%q %v %q\n", line, err, buf.String())
	buf.UnreadByte()
	buf.Truncate(2)
	fmt.Printf("%q %v\n", buf.Bytes(), buf.UnreadRune())
	fmt.Println(bytes.Equal([]byte("a"), []byte("a")), bytes.Contains([]byte("abc"), []byte("bc")), bytes.Index([]byte("abc"), []byte("c")))
	fmt.Printf("%q %q %q\n", bytes.Split([]byte("a,b,c"), []byte(",")), bytes.Fields([]byte(" x y ")), bytes.TrimSpace([]byte("  t ")))
	fmt.Printf("%s %s %s\n", bytes.ToUpper([]byte("abc")), bytes.Join([][]byte{[]byte("a"), []byte("b")}, []byte("-")), bytes.ReplaceAll([]byte("aXa"), []byte("a"), []byte("bb")))

	l := log.New(nameless{}, "pre: ", log.Lshortfile|log.Lmsgprefix)
	l.Println("hello", 1)
	l.Printf("x=%d", 5)
	l.SetFlags(0)
	l.Print("no flags")
	log.SetOutput(nameless{})
	log.SetFlags(log.Lshortfile)
	log.Print("std")
	func() {
		defer func() { fmt.Printf("%q\n", recover()) }()
		log.Panicf("bad %d", 1)
	}()
	_, file, no, ok := runtime.Caller(0)
	fmt.Println(file[strings.LastIndex(file, "/")+1:] != "", no, ok)
	st := string(debug.Stack())
	fmt.Println(strings.HasPrefix(st, "goroutine 1 [running]:\n"), strings.Contains(st, "main.main()"))
	var ms runtime.MemStats
	runtime.ReadMemStats(&ms)
	fmt.Println(ms.HeapAlloc > 0, ms.Sys > 0)
	_, err = os.Stdin.Write(nil)
	fmt.Println(os.Getenv("NOPE") == "", len(os.Args))
	f, err := os.Stdout.WriteString("direct\n")
	fmt.Println(f, err)
	defer fmt.Println("not printed")
	log.Fatalln("the", "end")
}
