// Readers, writers, scanners, pipes and buffers.
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

type upper struct{ r io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	copy(p, bytes.ToUpper(p[:n]))
	return n, err
}

type countW struct{ n int }

func (c *countW) Write(p []byte) (int, error) { c.n += len(p); return len(p), nil }

func main() {
	sc := bufio.NewScanner(upper{strings.NewReader("line one\nline two\n\nlast")})
	for sc.Scan() {
		fmt.Printf("%q\n", sc.Text())
	}
	fmt.Println(sc.Err())
	ws := bufio.NewScanner(strings.NewReader("a bb  ccc"))
	ws.Split(bufio.ScanWords)
	n := 0
	for ws.Scan() {
		n += len(ws.Text())
	}
	fmt.Println(n)
	var c countW
	w := bufio.NewWriter(io.MultiWriter(&c, os.Stdout))
	fmt.Fprintf(w, "hello %d\n", 5)
	w.Flush()
	fmt.Println(c.n)
	var buf bytes.Buffer
	buf.WriteString("abc")
	fmt.Fprint(&buf, 1, 2, "x")
	b := make([]byte, 2)
	k, err := buf.Read(b)
	fmt.Println(k, err, string(b), buf.String(), buf.Len())
	data, err := io.ReadAll(io.LimitReader(strings.NewReader("0123456789"), 4))
	fmt.Println(string(data), err)
	pr, pw := io.Pipe()
	go func() {
		fmt.Fprint(pw, "through the pipe")
		pw.CloseWithError(errors.New("pipe closed"))
	}()
	got, err := io.ReadAll(pr)
	fmt.Println(string(got), err)
	_, err = io.ReadFull(strings.NewReader("ab"), make([]byte, 3))
	fmt.Println(err, errors.Is(err, io.ErrUnexpectedEOF))
	fmt.Println(bytes.Equal([]byte("a"), []byte("a")), bytes.Contains([]byte("seafood"), []byte("foo")), bytes.Split([]byte("a,b"), []byte(",")))

	r := bufio.NewReader(strings.NewReader("x y\nz"))
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	line, err = r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
}
