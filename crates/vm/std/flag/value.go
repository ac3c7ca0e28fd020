package flag

import (
	"encoding"
	"errors"
	"internal/refl"
	"strconv"
	"time"
)

// A Value is what a flag sets.
type Value interface {
	String() string
	Set(string) error
}

// A Getter is a Value that can be asked for what it holds.
type Getter interface {
	Value
	Get() any
}

// boolFlag is a value whose flag needs no argument.
type boolFlag interface {
	Value
	IsBoolFlag() bool
}

var (
	errParse = errors.New("parse error")
	errRange = errors.New("value out of range")
)

func failed(err error) error {
	switch {
	case errors.Is(err, strconv.ErrSyntax):
		return errParse
	case errors.Is(err, strconv.ErrRange):
		return errRange
	}
	return err
}

type boolValue bool

func (b *boolValue) Set(s string) error {
	v, err := strconv.ParseBool(s)
	if err != nil {
		err = errParse
	}
	*b = boolValue(v)
	return err
}

func (b *boolValue) Get() any         { return bool(*b) }
func (b *boolValue) String() string   { return strconv.FormatBool(bool(*b)) }
func (b *boolValue) IsBoolFlag() bool { return true }

type stringValue string

func (s *stringValue) Set(v string) error {
	*s = stringValue(v)
	return nil
}

func (s *stringValue) Get() any       { return string(*s) }
func (s *stringValue) String() string { return string(*s) }

// number is a value of a type that is read and written by functions.
type number[T any] struct {
	at    *T
	read  func(string) (T, error)
	write func(T) string
}

func (n *number[T]) Set(s string) error {
	v, err := n.read(s)
	*n.at = v
	return err
}

func (n *number[T]) Get() any { return *n.at }

func (n *number[T]) String() string {
	if n.at == nil {
		return ""
	}
	return n.write(*n.at)
}

type funcValue func(string) error

func (f funcValue) Set(s string) error { return f(s) }
func (f funcValue) String() string     { return "" }

type boolFuncValue func(string) error

func (f boolFuncValue) Set(s string) error { return f(s) }
func (f boolFuncValue) String() string     { return "" }
func (f boolFuncValue) IsBoolFlag() bool   { return true }

// BoolVar defines a flag that sets *p.
func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	*p = value
	f.Var((*boolValue)(p), name, usage)
}

// Bool defines a flag and returns where its value is.
func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVar(p, name, value, usage)
	return p
}

// StringVar defines a flag that sets *p.
func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	*p = value
	f.Var((*stringValue)(p), name, usage)
}

// String defines a flag and returns where its value is.
func (f *FlagSet) String(name string, value string, usage string) *string {
	p := new(string)
	f.StringVar(p, name, value, usage)
	return p
}

func signed[T int | int64](bits int) (func(string) (T, error), func(T) string) {
	read := func(s string) (T, error) {
		v, err := strconv.ParseInt(s, 0, bits)
		return T(v), failed(err)
	}
	return read, func(v T) string { return strconv.FormatInt(int64(v), 10) }
}

func unsigned[T uint | uint64]() (func(string) (T, error), func(T) string) {
	read := func(s string) (T, error) {
		v, err := strconv.ParseUint(s, 0, 64)
		return T(v), failed(err)
	}
	return read, func(v T) string { return strconv.FormatUint(uint64(v), 10) }
}

// IntVar defines a flag that sets *p.
func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	*p = value
	read, write := signed[int](strconv.IntSize)
	f.Var(&number[int]{p, read, write}, name, usage)
}

// Int defines a flag and returns where its value is.
func (f *FlagSet) Int(name string, value int, usage string) *int {
	p := new(int)
	f.IntVar(p, name, value, usage)
	return p
}

// Int64Var defines a flag that sets *p.
func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	*p = value
	read, write := signed[int64](64)
	f.Var(&number[int64]{p, read, write}, name, usage)
}

// Int64 defines a flag and returns where its value is.
func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64Var(p, name, value, usage)
	return p
}

// UintVar defines a flag that sets *p.
func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	*p = value
	read, write := unsigned[uint]()
	f.Var(&number[uint]{p, read, write}, name, usage)
}

// Uint defines a flag and returns where its value is.
func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVar(p, name, value, usage)
	return p
}

// Uint64Var defines a flag that sets *p.
func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	*p = value
	read, write := unsigned[uint64]()
	f.Var(&number[uint64]{p, read, write}, name, usage)
}

// Uint64 defines a flag and returns where its value is.
func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	p := new(uint64)
	f.Uint64Var(p, name, value, usage)
	return p
}

// Float64Var defines a flag that sets *p.
func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	*p = value
	read := func(s string) (float64, error) {
		v, err := strconv.ParseFloat(s, 64)
		return v, failed(err)
	}
	write := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	f.Var(&number[float64]{p, read, write}, name, usage)
}

// Float64 defines a flag and returns where its value is.
func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64Var(p, name, value, usage)
	return p
}

// DurationVar defines a flag that sets *p.
func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	*p = value
	read := func(s string) (time.Duration, error) {
		v, err := time.ParseDuration(s)
		if err != nil {
			err = errParse
		}
		return v, err
	}
	f.Var(&number[time.Duration]{p, read, time.Duration.String}, name, usage)
}

// Duration defines a flag and returns where its value is.
func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVar(p, name, value, usage)
	return p
}

// Func defines a flag whose argument fn gets.
func (f *FlagSet) Func(name, usage string, fn func(string) error) { f.Var(funcValue(fn), name, usage) }

// BoolFunc defines a flag that needs no argument, whose argument fn gets.
func (f *FlagSet) BoolFunc(name, usage string, fn func(string) error) {
	f.Var(boolFuncValue(fn), name, usage)
}

// textValue is a flag that reads itself.
type textValue struct{ p encoding.TextUnmarshaler }

func (v textValue) Set(s string) error { return v.p.UnmarshalText([]byte(s)) }
func (v textValue) Get() any           { return v.p }

func (v textValue) String() string {
	if m, ok := v.p.(encoding.TextMarshaler); ok {
		if text, err := m.MarshalText(); err == nil {
			return string(text)
		}
	}
	return ""
}

// TextVar defines a flag that p reads; value, of what p points at, is what it has before.
func (f *FlagSet) TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	t := refl.TypeOf(p)
	if refl.Kind(t) != refl.Pointer {
		panic("variable value type must be a pointer")
	}
	v := any(value)
	if refl.TypeOf(v) == t {
		v = refl.Deref(v)
	}
	if refl.TypeOf(v) != refl.Elem(t) {
		panic("default type does not match variable type: " + refl.Name(refl.TypeOf(v)) + " != " + refl.Name(refl.Elem(t)))
	}
	refl.SetPointee(p, v)
	f.Var(textValue{p}, name, usage)
}
