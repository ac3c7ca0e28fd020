package testing

import (
	"fmt"
	"internal/refl"
	"runtime"
	"slices"
	"strings"
)

// An F is a running fuzz test. As go test without -fuzz, Gopark runs it with what it is seeded with.
type F struct {
	*common
	t        *T
	seeds    [][]any
	isCalled bool
	inTarget bool
}

// An InternalFuzzTarget is a fuzz test with its name.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// fuzzLine is where Go 1.27.3 says that a fuzz test has done nothing (fuzz.go:fRunner).
const fuzzLine = 666

func fRunner(t *T, fn func(*F)) {
	f := &F{common: &t.common, t: t}
	fn(f)
	if !f.isCalled && !t.Skipped() && !t.Failed() {
		t.print("fuzz.go", fuzzLine, "returned without calling F.Fuzz, F.Fail, or F.Skip")
		t.Fail()
	}
}

// Types of arguments.
var fuzzTypes = strings.Fields("[]uint8 string bool float32 float64 int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64")

// Add adds arguments for the function that Fuzz gets.
func (f *F) Add(args ...any) {
	for _, arg := range args {
		if name := fmt.Sprintf("%T", arg); !slices.Contains(fuzzTypes, name) {
			panic(fmt.Sprintf("testing: unsupported type to Add %v", name))
		}
	}
	f.seeds = append(f.seeds, args)
}

// Fuzz calls ff for each list of arguments, as a subtest.
func (f *F) Fuzz(ff any) {
	if f.isCalled {
		panic("testing: F.Fuzz called more than once")
	}
	f.isCalled = true
	if f.Failed() {
		return
	}
	f.Helper()
	types := targetTypes(ff)
	for _, seed := range f.seeds {
		if len(seed) != len(types) {
			f.Fatal(fmt.Errorf("wrong number of values in corpus entry: %d, want %d", len(seed), len(types)))
		}
		have := []string{}
		for _, arg := range seed {
			have = append(have, fmt.Sprintf("%T", arg))
		}
		if !slices.Equal(have, types) {
			f.Fatal(fmt.Errorf("mismatched types in corpus entry: %v, want %v", have, types))
		}
	}
	for i, seed := range f.seeds {
		f.t.Run(fmt.Sprintf("seed#%d", i), func(t *T) { call(ff, t, seed) })
	}
}

// targetTypes returns the types of the arguments that Fuzz passes.
func targetTypes(ff any) []string {
	if ff == nil || refl.Kind(refl.TypeOf(ff)) != refl.Func {
		panic("testing: F.Fuzz must receive a function")
	}
	params, result, _ := strings.Cut(strings.TrimPrefix(fmt.Sprintf("%T", ff), "func("), ")")
	types := strings.Split(params, ", ")
	if len(types) < 2 || types[0] != "*testing.T" {
		panic("testing: fuzz target must receive at least two arguments, where the first argument is a *T")
	}
	if result != "" {
		panic("testing: fuzz target must not return a value")
	}
	for _, name := range types[1:] {
		if !slices.Contains(fuzzTypes, name) {
			panic("testing: unsupported type for fuzzing " + name)
		}
	}
	return types[1:]
}

// call calls a function with arguments. They lie in words, as those of a function that takes so many words do.
func call(ff any, t *T, args []any) {
	var words []uintptr
	for _, arg := range args {
		value, n := slots(arg)
		words = append(words, value[:n]...)
	}
	switch len(words) {
	case 1:
		of1(ff)(t, [1]uintptr(words))
	case 2:
		of2(ff)(t, [2]uintptr(words))
	case 3:
		of3(ff)(t, [3]uintptr(words))
	case 4:
		of4(ff)(t, [4]uintptr(words))
	case 5:
		of5(ff)(t, [5]uintptr(words))
	case 6:
		of6(ff)(t, [6]uintptr(words))
	case 7:
		of7(ff)(t, [7]uintptr(words))
	case 8:
		of8(ff)(t, [8]uintptr(words))
	default:
		panic("testing: fuzz target with so many arguments is not supported by Gopark")
	}
	runtime.KeepAlive(args)
}

// slots returns a value as it is passed, in so many words.
func slots(v any) (words [3]uintptr, n int)

// What follows are functions by the words that they take.

func of1(ff any) func(*T, [1]uintptr)

func of2(ff any) func(*T, [2]uintptr)

func of3(ff any) func(*T, [3]uintptr)

func of4(ff any) func(*T, [4]uintptr)

func of5(ff any) func(*T, [5]uintptr)

func of6(ff any) func(*T, [6]uintptr)

func of7(ff any) func(*T, [7]uintptr)

func of8(ff any) func(*T, [8]uintptr)
