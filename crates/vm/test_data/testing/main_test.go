package calc_test

import (
	"fmt"
	"os"
	"testing"
	"time"
)

var ready bool

func TestMain(m *testing.M) {
	fmt.Println("setting up")
	ready = true
	code := m.Run()
	fmt.Println("tearing down", code)
	os.Exit(code + 3)
}

func add(a, b int) int { return a + b }

func TestTable(t *testing.T) {
	for _, tt := range []struct{ a, b, want int }{{1, 2, 3}, {2, 2, 4}, {-1, 1, 0}} {
		t.Run(fmt.Sprintf("%d+%d", tt.a, tt.b), func(t *testing.T) {
			if got := add(tt.a, tt.b); got != tt.want {
				t.Errorf("add(%d, %d) = %d, want %d", tt.a, tt.b, got, tt.want)
			}
		})
	}
}

func TestSlow(t *testing.T) {
	time.Sleep(20 * time.Millisecond)
	if !ready {
		t.Fatal("not ready")
	}
}

func TestOrder(t *testing.T) {
	t.Run("group", func(t *testing.T) {
		t.Parallel()
		for i := range 2 {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Cleanup(func() { fmt.Println("cleanup of", t.Name()) })
				time.Sleep(time.Millisecond)
			})
		}
	})
	fmt.Println("sequential part is over")
}

func TestParentEndedBySub(t *testing.T) {
	t.Run("sub", func(sub *testing.T) {
		t.FailNow()
	})
	fmt.Println("unreachable")
}
