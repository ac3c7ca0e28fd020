// Interfaces: nil pointers inside, comparison, type assertions, conversion between interfaces.
package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

type E struct{}

func (*E) Error() string { return "E" }

func mayFail(fail bool) error {
	var e *E
	if fail {
		e = &E{}
	}
	return e
}

type A interface{ F() int }
type B interface {
	A
	G() int
}
type impl int

func (i impl) F() int { return int(i) }
func (i impl) G() int { return -int(i) }

type code int

func (c code) Error() string        { return fmt.Sprintf("code %d", int(c)) }
func (c code) Is(target error) bool { return target == errBase }

var errBase = errors.New("base")

func main() {
	err := mayFail(false)
	fmt.Println(err == nil, err != nil, err)
	var e *E
	fmt.Println(e == nil, err == error(e))
	var a A = impl(3)
	b, ok := a.(B)
	fmt.Println(b.G(), ok, a == A(impl(3)), a != impl(4), a == b)
	_, ok = a.(interface{ H() })
	fmt.Println(ok)
	var any1, any2 any
	fmt.Println(any1 == nil, any1 == any2, any1 == any(0))
	any1, any2 = 1, int64(1)
	fmt.Println(any1 == any2, any1 == any(1))
	any1, any2 = [2]int{1, 2}, [2]int{1, 2}
	fmt.Println(any1 == any2)
	any1, any2 = struct{ s string }{"x"}, struct{ s string }{"x"}
	fmt.Println(any1 == any2)
	any1, any2 = &E{}, any1
	_, isErr := any1.(error)
	fmt.Println(isErr)
	wrapped := fmt.Errorf("ctx: %w", code(7))
	var c code
	fmt.Println(errors.As(wrapped, &c), c, errors.Is(wrapped, errBase), errors.Is(wrapped, code(7)), errors.Is(wrapped, code(8)))
	joined := errors.Join(errBase, nil, code(1))
	fmt.Println(joined, errors.Is(joined, code(1)))
	var r io.Reader = strings.NewReader("text")
	if w, ok := r.(io.Writer); !ok {
		fmt.Println("no writer", w == nil)
	}
	buf := make([]byte, 3)
	n, rerr := r.Read(buf)
	fmt.Println(n, rerr, string(buf[:n]))
	rest, rerr := io.ReadAll(r)
	fmt.Println(string(rest), rerr)
	_, rerr = r.Read(buf)
	fmt.Println(rerr == io.EOF, rerr)
	fs := []A{impl(1), impl(2)}
	sum := 0
	for _, f := range fs {
		sum += f.F()
	}
	fmt.Println(sum, fs)
	var f fmt.Stringer
	switch f.(type) {
	case nil:
		fmt.Println("nil stringer")
	}
	m := map[A]string{impl(1): "one"}
	fmt.Println(m[impl(1)], m[fs[0]])
	func() {
		defer func() {
			r := recover()
			err, ok := r.(error)
			fmt.Println(ok, err)
		}()
		var a A
		a.F()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = any(impl(1)).(code)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var a A
		_ = a.(B)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = any(&E{}).(B)
	}()
}
