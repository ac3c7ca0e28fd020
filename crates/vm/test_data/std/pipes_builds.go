// Both ends of pipes, temporary files, and what a program may ask of its build.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

func capture(f func()) string {
	old := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	os.Stdout = w
	done := make(chan string)
	go func() {
		b, _ := io.ReadAll(r)
		done <- string(b)
	}()
	f()
	w.Close()
	os.Stdout = old
	return <-done
}

func main() {
	fmt.Printf("%q\n", capture(func() {
		fmt.Println("inside")
		fmt.Print(strings.Repeat("x", 5))
	}))
	fmt.Println(len(capture(func() { fmt.Print(strings.Repeat("y", 200_000)) })))
	r, w, _ := os.Pipe()
	fmt.Println(r.Name(), w.Name())
	_, err := r.Write([]byte("x"))
	fmt.Println(err)
	_, err = w.Read(make([]byte, 1))
	fmt.Println(err)
	r.Close()
	_, err = w.WriteString("x")
	fmt.Println(err)
	fmt.Println(r.Close(), errors.Is(r.Close(), os.ErrClosed))
	w.Close()
	_, err = w.Write([]byte("z"))
	fmt.Println(err)
	r, w, _ = os.Pipe()
	go func() {
		for i := range 3 {
			fmt.Fprintln(w, "line", i)
		}
		w.Close()
	}()
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	f, err := os.CreateTemp("", "demo-*.txt")
	fmt.Println(err, strings.HasPrefix(f.Name(), "/tmp/demo-"), strings.HasSuffix(f.Name(), ".txt"))
	fmt.Fprintf(f, "hello %d", 5)
	f.Seek(0, io.SeekStart)
	b, err := io.ReadAll(f)
	fmt.Println(string(b), err, f.Close(), os.Remove(f.Name()))
	_, err = os.CreateTemp("", "a/b")
	fmt.Println(err)
	_, err = os.CreateTemp("/nowhere", "")
	fmt.Println(errors.Is(err, os.ErrNotExist))
	fmt.Println(testing.Testing())
	runtime.SetBlockProfileRate(1)
	fmt.Println(runtime.SetMutexProfileFraction(5), runtime.SetMutexProfileFraction(-1), runtime.NumCgoCall(), runtime.MemProfileRate)
	fmt.Println(debug.SetPanicOnFault(true), debug.SetPanicOnFault(false))
	info, ok := debug.ReadBuildInfo()
	fmt.Println(ok, info.GoVersion == runtime.Version(), len(info.Deps), info.Main.Version == "x")
}
