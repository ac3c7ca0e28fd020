package main

import (
	"errors"
	"fmt"
	"testing"
)

func div(a, b int) (int, error) {
	if b == 0 {
		return 0, errors.New("division by zero")
	}
	return a / b, nil
}

func must(t testing.TB, ok bool, text string) {
	t.Helper()
	if !ok {
		t.Fatal(text)
	}
}

func TestTable(t *testing.T) {
	tests := []struct {
		name       string
		a, b, want int
	}{
		{"one", 1, 1, 1},
		{"seven by two", 7, 2, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Helper()
			if got, _ := div(tt.a, tt.b); got != tt.want {
				t.Errorf("%d / %d = %d, want %d", tt.a, tt.b, got, tt.want)
			}
			t.Run("deeper", func(t *testing.T) {
				t.Helper()
				t.Log("as seen from the table")
			})
		})
	}
}

func TestTop(t *testing.T) {
	t.Helper()
	t.Log("a helper that nobody calls")
	inside := func() {
		t.Helper()
		must(t, true, "never")
		t.Log("inside")
	}
	inside()
}

func TestMust(t *testing.T) {
	_, err := div(1, 0)
	must(t, err != nil, "no error")
	ctx := t.Context()
	t.Cleanup(func() { fmt.Println("context:", ctx.Err()) })
	must(t, false, "stop here")
}

