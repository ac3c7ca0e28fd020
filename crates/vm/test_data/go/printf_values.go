// Printf of nested values, in all their forms.
package main

import (
	"errors"
	"fmt"
	"time"
)

type in struct {
	N int
	S string
}
type rec struct {
	A   int
	B   *in
	C   in
	D   []in
	E   map[string]int
	F   any
	g   float64
	h   [2]bool
	I   error
	J   func()
	K   chan int
	L   []byte
	M   *rec
	dur time.Duration
}
type named []int
type str string
type gs struct{ v int }

func (g gs) GoString() string { return fmt.Sprint("gs!", g.v) }

type st struct{ v int }

func (s *st) String() string { return fmt.Sprint("*st", s.v) }

type fm struct{}

func (fm) Format(f fmt.State, c rune) {
	w, ok := f.Width()
	fmt.Fprintf(f, "<%c %d %v %v>", c, w, ok, f.Flag('+'))
}

func main() {
	r := rec{A: 1, C: in{2, "two"}, D: []in{{3, "three"}}, E: map[string]int{"z": 1, "a": 2}, F: in{4, "f"}, g: 1.5, h: [2]bool{true, false}, I: errors.New("bad"), L: []byte("xy"), dur: time.Second}
	fmt.Printf("%v\n%+v\n", r, r)
	fmt.Printf("%#v\n", in{1, "q\n"})
	fmt.Printf("%#v %#v %#v %#v %#v\n", []int{1}, map[string]int{"b": 1, "a": 2}, named{1}, str("s"), []string{"a"})
	fmt.Printf("%#v %#v %#v %#v %#v %#v\n", 1, 1.0, "s", 'x', true, nil)
	fmt.Printf("%#v %#v %#v %#v\n", struct{ X, Y any }{1, "2"}, [2]int8{1, 2}, []any{nil, 1, "x"}, &in{1, "p"})
	fmt.Printf("%#v %#v %#v %#v\n", gs{4}, []gs{{5}}, uint8(3), uintptr(10))
	fmt.Printf("%v %+v %v %v\n", &in{1, "p"}, &in{1, "p"}, &[]int{1}, &map[int]int{1: 2})
	fmt.Printf("%T %T %T %T %T %T %T %T\n", r, &r, r.D, r.E, r.J, r.K, r.F, r.I)
	fmt.Printf("%T %T %T %T\n", struct{ A int }{}, func(int, ...string) (bool, error) { return false, nil }, [3]*in{}, map[str][]chan<- int{})
	fmt.Println(st{1}, &st{2}, []*st{}, []st{{3}}, map[string]st{"k": {4}})
	fmt.Printf("%v %8v %+d %s\n", fm{}, fm{}, fm{}, []fm{{}})
	fmt.Printf("%d %s %v %x %q\n", []int{1, 2}, []string{"a", "b"}, []byte{1, 2}, []byte{0xab, 0xc}, []string{"a b", "c"})
	fmt.Printf("%5d|%-5d|%05d|%x|%X|%o|%b|%c|%U|% d|%+d|%#x\n", 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42)
	fmt.Printf("%t %v %5t|%q|%v|%p\n", true, false, true, 'x', 'x', nil)
	fmt.Printf("%6.2f|%-8.3f|%+.2e|%g|%G\n", 3.14159, 2.5, 12345.678, 1e-9, 1e20)
	fmt.Printf("%s|%10s|%-10s|%.3s|%q|%x|% x|%#q\n", "héllo", "hi", "hi", "truncate", "quo\"te", "hex", "hex", "raw")
	fmt.Printf("%*d|%-*d|%.*f|%[2]d %[1]d|%[1]*d\n", 5, 1, 6, 2, 2, 3.14159)
	fmt.Printf("%v %v %v\n", [3]int{}, [2][2]string{{"a"}, {"b", "c"}}, struct{}{})
	fmt.Printf("%v %v %v %v\n", []error{errors.New("x"), nil}, map[in]bool{{1, "a"}: true}, (*int)(nil), []any{nil})
	fmt.Printf("%v %d %s\n", time.Duration(1500)*time.Millisecond, time.Second, 90*time.Minute)
	fmt.Println(map[float64]string{2.5: "b", -1: "a"}, map[bool]int{true: 1, false: 0}, map[any]int{"a": 1, 2: 2, 1.5: 3, "b": 4, nil: 5})
	fmt.Println(map[[2]int]string{{2, 1}: "x", {1, 9}: "y"}, map[rune]int{'b': 1, 'a': 2})
	fmt.Printf("%08.3f|%+08d|%x|%X|%#o|%e\n", 3.14159, 42, "hi", []byte("hi"), 8, 0.0)
	fmt.Printf("%v|%6v|%-6v|%06v|%t\n", 12, 12, 12, 12, false)
	fmt.Printf("%3c|%-3c|%q|%#U|%x\n", 'a', 'b', 0x1F600, 'é', -255)
	var np *in
	var ne error
	var nm map[string]int
	var ns []int
	fmt.Printf("%v %+v %v %v %v %d %#v %#v\n", np, np, ne, nm, ns, ns, nm, ns)
	fmt.Print("a", 1, 2, "b", "c", 3.0, nil, '\n', "\n")
	fmt.Print(1, 2, "x", 3, 4, "\n")
	fmt.Println(fmt.Sprint(), fmt.Sprint("a", "b"), fmt.Sprintln("x", 1), fmt.Sprintf("%%"))
}
