package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
)

type NotFound struct{ Name string }

func (e *NotFound) Error() string { return e.Name + ": not found" }

type Code int

func (c Code) Error() string { return "code " + strconv.Itoa(int(c)) }

func (c Code) Is(target error) bool { return target == io.EOF && c == 7 }

type Temporary interface{ Temporary() bool }

func (c Code) Temporary() bool { return c > 100 }

type slice []int

func (slice) Error() string { return "slice" }

type asSelf struct{}

func (asSelf) Error() string { return "asSelf" }

func (asSelf) As(target any) bool {
	if p, ok := target.(**NotFound); ok {
		*p = &NotFound{"made up"}
		return true
	}
	return false
}

func try(f func()) {
	defer func() { fmt.Println("recovered:", recover()) }()
	f()
}

func main() {
	base := errors.New("base")
	same := errors.New("base")
	w := fmt.Errorf("layer 2: %w", fmt.Errorf("layer 1: %w", base))
	fmt.Println(w, errors.Is(w, base), errors.Is(w, same), base == same, errors.Unwrap(errors.Unwrap(w)) == base)
	fmt.Println(errors.Unwrap(base), errors.Is(nil, nil), errors.Is(w, nil), errors.Is(nil, base))

	j := errors.Join(nil, base, &NotFound{"x"}, Code(7))
	fmt.Printf("%v|%T|%q\n", j, j, j.Error())
	fmt.Println(errors.Is(j, base), errors.Is(j, io.EOF), errors.Is(j, io.ErrShortWrite), errors.Join(nil, nil) == nil)

	var nf *NotFound
	fmt.Println(errors.As(j, &nf), nf, nf.Name)
	var c Code
	fmt.Println(errors.As(fmt.Errorf("a: %w, b: %w", &NotFound{"n"}, Code(200)), &c), int(c), c)
	var t Temporary
	fmt.Println(errors.As(j, &t), t.Temporary(), errors.As(base, &t))
	nf = nil
	fmt.Println(errors.As(asSelf{}, &nf), nf)
	var pe *os.PathError
	fmt.Println(errors.As(w, &pe), pe == nil)
	var any error
	fmt.Println(errors.As(w, &any), any == w)
	fmt.Println(errors.Is(slice{1}, slice{1}), errors.Is(fmt.Errorf("%w", slice{}), base))

	two := fmt.Errorf("two: %w %w %v", base, io.EOF, Code(1))
	fmt.Printf("%T %v %v\n", two, errors.Is(two, base), errors.Is(two, io.EOF))
	fmt.Printf("%T %T %T\n", w, base, fmt.Errorf("plain"))
	fmt.Println(fmt.Errorf("not an error: %w", 5), fmt.Errorf("nil: %w", nil))
	fmt.Printf("%+v %#v\n", base, errors.ErrUnsupported.Error())
	_, err := strconv.Atoi("12x")
	fmt.Println(err, errors.Is(err, strconv.ErrSyntax))
	var ne *strconv.NumError
	if errors.As(err, &ne) {
		fmt.Println(ne.Func, ne.Num, ne.Err)
	}

	try(func() { errors.As(base, nil) })
	try(func() { errors.As(base, nf) })
	try(func() { var s string; errors.As(base, &s) })
	try(func() { errors.As(base, c) })
	try(func() { var p *NotFound; fmt.Println(p) })
	try(func() { var e error; fmt.Println(e.Error()) })
}
