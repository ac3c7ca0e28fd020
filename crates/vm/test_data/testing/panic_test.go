package main

import "testing"

func TestFine(t *testing.T) {}

func TestPanic(t *testing.T) {
	t.Cleanup(func() { t.Log("still cleaned up") })
	t.Run("inner", func(t *testing.T) {
		t.Log("about to")
		var m map[string]int
		m["x"] = 1
	})
}

func TestNever(t *testing.T) {}
