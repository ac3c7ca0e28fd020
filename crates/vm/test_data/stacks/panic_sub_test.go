// A panic in a subtest, as its stack shows it.
package main

import (
	"testing"
	"time"
)

func TestOK(t *testing.T) {
	t.Run("sub", func(t *testing.T) {
		t.Parallel()
		time.Sleep(time.Millisecond)
	})
}

func helper(m map[string]int) { m["x"] = 1 }

func TestBoom(t *testing.T) {
	t.Run("inner", func(t *testing.T) {
		helper(nil)
	})
}
