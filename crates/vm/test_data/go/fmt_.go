package main

import (
	"errors"
	"fmt"
	"os"
)

type T struct {
	A int
	B string
	c []float64
}

type S string

func (s S) String() string { return "S(" + string(s) + ")" }

type E struct{ code int }

func (e *E) Error() string { return fmt.Sprintf("code %d", e.code) }

func main() {
	t := T{1, "two", []float64{3, 4.5}}
	fmt.Printf("%v|%+v|%#v|%T\n", t, t, t, t)
	fmt.Printf("%d|%5d|%-5d|%05d|%x|%X|%o|%b|%c|%q|%U|%+d\n", 42, 42, 42, 42, 255, 255, 8, 5, 'A', 'B', 0x1F600, 7)
	fmt.Printf("%f|%.2f|%8.3f|%e|%g|%6.1f|\n", 3.14159, 3.14159, 3.14159, 123456.789, 1e21, -2.55)
	fmt.Printf("%s|%10s|%-10s|%q|%x|%.2s|\n", "go", "go", "go", "a\"b", "hex", "truncate")
	fmt.Printf("%t|%v|%p|%v\n", true, nil, nil, []any{1, "a", nil, true})
	fmt.Printf("%v %v %v %d\n", &t, []string{"a"}, map[string]int{"z": 1, "a": 2}, []int{1, 2})
	fmt.Printf("%v %s %d\n", S("x"), S("y"), &E{3})
	fmt.Println(S("p"), &E{5}, []S{"q"}, error(&E{1}), struct{ e error }{nil})
	fmt.Printf("%d %s\n", "str", 5)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%!|%z|%%\n", 1)
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 1, 4, 2, 1, 3.14159)
	fmt.Printf("%[2]d %[1]d\n", 1, 2)
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0), fmt.Sprintln("x", 1))
	err := fmt.Errorf("wrapped: %w", &E{7})
	var e *E
	fmt.Println(err, errors.As(err, &e), e.code, errors.Unwrap(err) == error(e), errors.Is(err, e))
	fmt.Fprintln(os.Stderr, "to stderr")
	fmt.Print("no newline", 1, 2, "\n")
	fmt.Println(int8(-5), uint8(200), 1e6, 1e20, 1e21, 1.0, float32(0.1), 2.5e-7, 100000.0, 123456789.0)
	fmt.Printf("%v %v %.3v\n", 1+2i, complex64(-1i), 3.14159)
	fmt.Printf("%08.3f|%+.1e|% d|%x|% x|%#x\n", 3.14159, 12345.678, 5, "hi", "hi", 255)
	fmt.Printf("%6t|%-6t|%v|%v\n", true, false, [3]bool{true}, &[]int{1})
	fmt.Printf("%5v|%-5v|%05v|%v\n", 1, 2, 3, 'x')
	var np *T
	var ni any
	fmt.Println(np, ni, np == nil)
	fmt.Printf("%v %+v %s\n", np, ni, error(nil))
}
