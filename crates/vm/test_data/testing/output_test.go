// Writers of tests, and directories that are changed for a test.
package main

import (
	"fmt"
	"io"
	"os"
	"testing"
)

func write(w io.Writer, texts ...string) {
	for _, text := range texts {
		fmt.Fprint(w, text)
	}
}

func TestOutput(t *testing.T) {
	w := t.Output()
	write(w, "one\ntwo\n", "par", "tial\n", "open")
	t.Log("logged")
	write(w, "left open")
	t.Run("sub", func(t *testing.T) {
		write(t.Output(), "inside\n")
	})
	var tb testing.TB = t
	write(tb.Output(), " and more\n", "\n", "end")
}

func TestChdir(t *testing.T) {
	dir := t.TempDir()
	before, _ := os.Getwd()
	t.Run("inside", func(t *testing.T) {
		t.Chdir(dir)
		if at, err := os.Getwd(); at != dir || err != nil || os.Getenv("PWD") != dir {
			t.Error(at, err)
		}
		if err := os.WriteFile("note", []byte("here"), 0o600); err != nil {
			t.Error(err)
		}
		if err := os.MkdirAll("a/b", 0o700); err != nil {
			t.Error(err)
		}
		if err := os.Chdir("a/b/.."); err != nil {
			t.Error(err)
		}
		text, err := os.ReadFile("../note")
		t.Log(string(text), err)
		if at, _ := os.Getwd(); at != dir+"/a" {
			t.Error(at)
		}
		if err := os.Rename("../note", "../c"); err != nil {
			t.Error(err)
		}
		fmt.Println(os.Chdir("nowhere"), os.Chdir("../c"))
	})
	if after, _ := os.Getwd(); after != before {
		t.Error(after)
	}
	if _, err := os.ReadFile(dir + "/c"); err != nil {
		t.Error(err)
	}
}
