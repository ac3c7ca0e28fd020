// Types of the library's errors and values, and of the runtime's faults.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"log/slog"
	"net/url"
	"context"
	"maps"
	"strconv"
	"sync"
	"sync/atomic"
)

func main() {
	_, e1 := time.ParseDuration("x")
	_, e2 := time.Parse(time.RFC3339, "x")
	_, e3 := strconv.Atoi("x")
	_, e4 := os.Open("/nope")
	_, e5 := url.Parse("%zz")
	for _, e := range []error{e1, e2, e3, e4, e5, io.EOF, context.Canceled, context.DeadlineExceeded, errors.ErrUnsupported, errors.Join(io.EOF), fmt.Errorf("%w", io.EOF), os.ErrNotExist} {
		fmt.Printf("%T | %v | %+v\n", e, e, e)
	}
	ctx, cancel := context.WithCancel(context.Background())
	vctx := context.WithValue(ctx, "k", "v")
	tctx, c2 := context.WithTimeout(vctx, time.Hour)
	defer c2()
	fmt.Printf("%T %T %T %T\n", context.Background(), ctx, vctx, tctx)
	fmt.Println(ctx, vctx)
	cancel()
	fmt.Printf("%T %T %T\n", slog.IntValue(1), slog.String("a", "b"), slog.Default())
	fmt.Println(slog.IntValue(1), slog.String("a", "b"), slog.GroupValue(slog.Int("x", 1)))
	fmt.Printf("%T %v\n", time.UTC, time.UTC)
	fmt.Printf("%T %T %T %T\n", strings.NewReader(""), &strings.Builder{}, strings.NewReplacer("a", "b"), os.Stdout)
	fmt.Printf("%T %T %T\n", maps.Keys(map[int]int{}), time.NewTimer(1), time.Now())
	fmt.Printf("%T %T %T %T\n", &sync.Mutex{}, &sync.WaitGroup{}, new(sync.Once), new(sync.Map))
	fmt.Printf("%T %T %T\n", new(atomic.Int64), new(atomic.Value), new(atomic.Pointer[int]))
	fmt.Printf("%v %+v\n", sync.Mutex{}, struct{ M sync.Mutex }{})
	fmt.Printf("%v %v\n", atomic.Int64{}, url.UserPassword("u", "p"))
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r) }()
		var a []int
		_ = a[3]
	}()
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r) }()
		var m map[string]int
		m["a"]++
	}()
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r) }()
		var a any = "s"
		_ = a.(int)
	}()
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r) }()
		m := map[any]int{}
		m[[]int{}] = 1
	}()
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r) }()
		var x, y any = []int{}, []int{}
		fmt.Println(x == y)
	}()
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r) }()
		panic(nil)
	}()
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r) }()
		z := 0
		fmt.Println(1 / z)
	}()
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r) }()
		close((chan int)(nil))
	}()
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r) }()
		n := -1
		_ = make([]int, n)
	}()
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r) }()
		var e error
		_ = e.Error()
	}()
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r) }()
		s := []int{1}
		_ = [2]int(s)
	}()
}
