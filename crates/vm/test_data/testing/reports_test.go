//procs:1
package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func helper(t *testing.T, x int) {
	t.Helper()
	t.Log("from helper", x)
}

func TestPass(t *testing.T) {
	t.Log("hello", 1, "two")
	t.Logf("multi\nline %d", 3)
	helper(t, 5)
	t.Cleanup(func() { t.Log("cleanup 1") })
	t.Cleanup(func() { t.Log("cleanup 2") })
	fmt.Println("printed")
}

func TestFail(t *testing.T) {
	t.Error("bad", errors.New("x"))
	t.Errorf("worse: %v", 7)
	if !t.Failed() {
		t.Fatal("not failed?")
	}
}

func TestFatal(t *testing.T) {
	defer fmt.Println("deferred")
	t.Fatalf("fatal %s", "now")
	fmt.Println("unreachable")
}

func TestSkip(t *testing.T) {
	t.Skip("not", "today")
}

func TestSub(t *testing.T) {
	for _, name := range []string{"one", "two words", "two words", "", "tab\there"} {
		t.Run(name, func(t *testing.T) {
			t.Log("in", t.Name())
			if strings.HasPrefix(name, "two") {
				t.Fail()
			}
			if name == "one" {
				t.Run("deeper", func(t *testing.T) { t.Log("deep") })
			}
		})
	}
	t.Log("after subs")
	ok := t.Run("last", func(t *testing.T) { t.SkipNow() })
	fmt.Println("ok", ok)
}

func TestParallel(t *testing.T) {
	for i := range 3 {
		t.Run(fmt.Sprint("p", i), func(t *testing.T) {
			t.Parallel()
		})
	}
	t.Log("started all")
	t.Cleanup(func() { t.Log("cleaned") })
}

func TestA(t *testing.T) { t.Parallel() }
func TestEnv(t *testing.T) {
	t.Setenv("X", "1")
	ctx := t.Context()
	t.Cleanup(func() { fmt.Println("ctx", ctx.Err()) })
	fmt.Println(ctx.Err())
}
func BenchmarkX(b *testing.B) {
	for b.Loop() {
	}
}
