package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"time"
)

type Future[T any] struct {
	done chan struct{}
	val  T
	err  error
}

func Async[T any](ctx context.Context, f func(context.Context) (T, error)) *Future[T] {
	fu := &Future[T]{done: make(chan struct{})}
	go func() {
		defer close(fu.done)
		defer func() {
			if r := recover(); r != nil {
				fu.err = fmt.Errorf("panicked: %v", r)
			}
		}()
		fu.val, fu.err = f(ctx)
	}()
	return fu
}

func (f *Future[T]) Await(ctx context.Context) (T, error) {
	select {
	case <-f.done:
		return f.val, f.err
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}

func All[T any](ctx context.Context, fs ...*Future[T]) ([]T, error) {
	out := make([]T, len(fs))
	var errs []error
	for i, f := range fs {
		v, err := f.Await(ctx)
		if err != nil {
			errs = append(errs, fmt.Errorf("#%d: %w", i, err))
		}
		out[i] = v
	}
	return out, errors.Join(errs...)
}

type Once[T any] struct {
	sync.Once
	v T
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	a := Async(ctx, func(context.Context) (int, error) { return strconv.Atoi("12x") })
	b := Async(ctx, func(ctx context.Context) (int, error) {
		select {
		case <-ctx.Done():
			return -1, context.Cause(ctx)
		case <-time.After(time.Minute):
			return 1, nil
		}
	})
	c := Async(ctx, func(context.Context) (int, error) { return 7, nil })
	d := Async(ctx, func(context.Context) (int, error) { var p *int; return *p, nil })
	vs, err := All(context.Background(), a, b, c, d)
	fmt.Println(vs)
	fmt.Println(err)
	var ne *strconv.NumError
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, errors.Is(err, strconv.ErrSyntax), errors.Is(err, context.DeadlineExceeded))
	for _, f := range []float64{math.Inf(1), math.NaN(), -0.0, 1e21, 1e20, 123456789.0, 0.1 + 0.2, 5e-324, math.MaxFloat64} {
		fmt.Print(f, " ", strconv.FormatFloat(f, 'g', -1, 32), " ", fmt.Sprintf("%8.3f|%-10.2e|%+g|%x", f, f, f, f), "\n")
	}
	fmt.Println(strings.Map(func(r rune) rune {
		if r > 'm' {
			return -1
		}
		return r + 1
	}, "hello world"), strings.Title("go is fun"), strings.EqualFold("Straße", "STRASSE"))
	fmt.Printf("%5t|%-5t|%q|%#q|%U|%#U|%c|%x|% X|%#x\n", true, false, "a\tb", "raw`", 'é', 'é', 0x1F600, "hi", "hi", []byte("hi"))
	fmt.Printf("%08b|%o|%#o|%O|%+d|% d|%6d|%-6d|%06d|%x|%X|%#X\n", 5, 8, 8, 8, 5, 5, -42, 42, -42, 255, 255, 255)
	fmt.Printf("%v %+v %#v %T\n", struct {
		A *int
		B any
		C []string
		D map[string]int
		E error
		F func()
		G [2]bool
	}{C: []string{"x"}, D: map[string]int{"b": 2, "a": 1}}, struct{ X, Y any }{1, "s"}, struct {
		X any
		Y []byte
		Z *int
	}{1, []byte("b"), nil}, map[string][]chan<- int{})
	fmt.Printf("%!|%z|%d %d|%[2]d %[1]d|%*d|%.*f|%d\n", 1, 2, 3)
	fmt.Printf("%s %v %d\n", errors.New("e"), time.Duration(1500)*time.Millisecond, time.Duration(1500))
	fmt.Printf("%6.2f%%|%e|%g|%G\n", 12.345, 1234.5678, 1e-7, 1e-7)
	fmt.Printf("%v %v %.1f %v\n", 1+2i, complex64(-1i), 1.25+2.75i, []complex128{1})
	fmt.Printf("%t %s %d %v\n", 1, 2, "x", nil)
	fmt.Printf("%p %v\n", nil, (*int)(nil))
	fmt.Printf("%s|%10s|%-10s|%.2s|%q\n", []string{"a", "b"}, "é", "é", "éàü", []string{"a b", "c"})
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil, 'x'), fmt.Sprintln("x", 1))
	fmt.Printf("%v %s\n", []error{errors.New("x")}, []byte("bytes"))
	fmt.Printf("%x %X %x\n", "héllo", []byte{1, 171}, 3.5)
	fmt.Printf("%3c|%-3c|%03d|%+.2e|%+q\n", 'x', 'y', 7, 12345.678, "é")
}
