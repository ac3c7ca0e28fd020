// What Printf writes when format and operands do not fit.
package main

import (
	"errors"
	"fmt"
)

type bad struct{}

func (bad) String() string { panic("no string") }

type badErr struct{ p *int }

func (b *badErr) Error() string { return fmt.Sprint(*b.p) }

func main() {
	f := fmt.Printf
	f("%d\n", "s")
	f("%s\n", 5)
	f("%s %s\n", true, 1.5)
	f("%d %d\n", 1)
	f("%d\n", 1, 2)
	f("%z %y\n", 1, "s")
	f("%!\n")
	f("%")
	f("\n")
	f("%x %t\n", true, 1)
	f("%[3]d\n", 1)
	f("%[x]d\n", 1)
	f("%.d|%.0f|%5.d|\n", 0, 2.5, 7)
	f("%-05d|%+s|% s|%#d\n", 5, "a", "b", 3)
	f("%s %v\n", bad{}, bad{})
	f("%s %d\n", nil, nil)
	f("%v\n", (*badErr)(nil))
	f("%s|%v|%d\n", error(nil), []any{1, "a", nil}, []any{1, "a", nil})
	f("%d %s\n", struct {
		A int
		B string
	}{1, "x"}, struct {
		A int
		B string
	}{1, "x"})
	f("%d %s\n", map[string]int{"a": 1}, map[string]int{"a": 1})
	f("%*d\n", "x", 1)
	f("%q %q %q\n", 65, []byte("b"), 1.5)
	f("%c %c\n", "s", -1)
	f("%e %f\n", 1, "x")
	f("%w\n", errors.New("w"))
	e := fmt.Errorf("one %w two %w", errors.New("a"), errors.New("b"))
	fmt.Println(e, errors.Unwrap(e) == nil)
	fmt.Println(fmt.Errorf("%w", nil), fmt.Errorf("%d %w", 1, errors.New("z")))
	f("%v %s\n", &[]string{"p"}, &struct{ e error }{errors.New("hidden")})
	f("%6.3v|%-10v|%+q\n", 3.14159, "l", "é")
	f("%t\n", "x")
	f("%p\n", 5)
	f("%U %U\n", "s", 0x7f)
	f("no operands\n", 1, "s")
	f("%v %v %v\n", 1)
}
