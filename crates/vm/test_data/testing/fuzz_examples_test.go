// Fuzz tests run with what they are seeded with, examples are compared, benchmarks are left out.
package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func Rev(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

func TestRev(t *testing.T) {
	if Rev("abc") != "cba" {
		t.Error("bad")
	}
	fmt.Println("testing?", testing.Testing(), testing.Short(), testing.Verbose())
}

func BenchmarkRev(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Rev("hello")
	}
}

func BenchmarkLoop(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Rev("x")
	}
	b.Run("sub", func(b *testing.B) {})
}

func FuzzRev(f *testing.F) {
	f.Add("hello", 5)
	f.Add("", 1)
	f.Add("日本", 2)
	f.Fuzz(func(t *testing.T, s string, n int) {
		fmt.Println("fuzz", s, n)
		if Rev(Rev(s)) != s {
			t.Errorf("no %q", s)
		}
		if n == 2 {
			t.Log("two", n)
		}
		if strings.Contains(s, "ell") {
			t.Skip("skipping")
		}
	})
}

func FuzzBytes(f *testing.F) {
	f.Cleanup(func() { fmt.Println("cleanup") })
	for _, s := range [][]byte{{1}, {2, 3}} {
		f.Add(s, true, byte(3), 'x', 2.5)
	}
	f.Fuzz(func(t *testing.T, b []byte, ok bool, c byte, r rune, x float64) {
		t.Log(b, ok, c, r, x)
		if len(b) == 2 {
			t.Fatalf("failed %v", b)
		}
	})
}

func FuzzNone(f *testing.F) {
	f.Fuzz(func(t *testing.T, s string) { t.Log("never") })
}

func FuzzSkip(f *testing.F) {
	f.Skip("not now")
}

func FuzzNoFuzz(f *testing.F) {
	f.Log("hello")
}

func ExampleRev() {
	fmt.Println(Rev("abc"))
	// Output: cba
}

func ExampleRev_wrong() {
	fmt.Println(Rev("abc"))
	fmt.Println("more")
	// Output:
	// abc
}

func ExampleRev_unordered() {
	fmt.Println("b")
	fmt.Println("a")
	// Unordered output:
	// a
	// b
}

func Example_noOutput() { fmt.Println("not run") }

func TestMain(m *testing.M) {
	fmt.Println("before")
	code := m.Run()
	fmt.Println("after", code)
	os.Exit(code)
}
