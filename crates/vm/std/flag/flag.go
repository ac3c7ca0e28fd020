// Package flag reads flags from the arguments of a program.
package flag

import (
	"errors"
	"fmt"
	"internal/refl"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// ErrHelp is the error of a help flag that is not defined.
var ErrHelp = errors.New("flag: help requested")

// ErrorHandling says what Parse does with an error.
type ErrorHandling int

// What Parse does with an error.
const (
	ContinueOnError ErrorHandling = iota
	ExitOnError
	PanicOnError
)

// A Flag is a flag of a set.
type Flag struct {
	Name     string
	Usage    string
	Value    Value
	DefValue string
}

// A FlagSet is a set of flags.
type FlagSet struct {
	// Usage is called when something is wrong with the arguments.
	Usage func()

	name          string
	parsed        bool
	actual        map[string]*Flag
	undef         map[string]string // where flags were set that are not defined
	formal        map[string]*Flag
	args          []string
	errorHandling ErrorHandling
	output        io.Writer
}

// NewFlagSet returns a set without flags.
func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	f := &FlagSet{name: name, errorHandling: errorHandling}
	f.Usage = f.defaultUsage
	return f
}

// Init names a set and says what it does with an error.
func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name, f.errorHandling = name, errorHandling
}

// Name returns the name of the set.
func (f *FlagSet) Name() string { return f.name }

// ErrorHandling returns what the set does with an error.
func (f *FlagSet) ErrorHandling() ErrorHandling { return f.errorHandling }

// Output returns where usage and errors go.
func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

// SetOutput sets where usage and errors go; nil is standard error.
func (f *FlagSet) SetOutput(output io.Writer) { f.output = output }

func visit(flags map[string]*Flag, fn func(*Flag)) {
	sorted := make([]*Flag, 0, len(flags))
	for _, flag := range flags {
		sorted = append(sorted, flag)
	}
	slices.SortFunc(sorted, func(a, b *Flag) int { return strings.Compare(a.Name, b.Name) })
	for _, flag := range sorted {
		fn(flag)
	}
}

// VisitAll calls fn for each flag, in order.
func (f *FlagSet) VisitAll(fn func(*Flag)) { visit(f.formal, fn) }

// Visit calls fn for each flag that was set, in order.
func (f *FlagSet) Visit(fn func(*Flag)) { visit(f.actual, fn) }

// Lookup returns a flag; nil if there is none.
func (f *FlagSet) Lookup(name string) *Flag { return f.formal[name] }

// Set sets a flag.
func (f *FlagSet) Set(name, value string) error { return f.set(name, value) }

func (f *FlagSet) set(name, value string) error {
	flag, ok := f.formal[name]
	if !ok {
		_, file, line, ok := runtime.Caller(2)
		if !ok {
			file, line = "?", 0
		}
		if f.undef == nil {
			f.undef = map[string]string{}
		}
		f.undef[name] = fmt.Sprintf("%s:%d", file, line)
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := flag.Value.Set(value); err != nil {
		return err
	}
	f.wasSet(flag)
	return nil
}

func (f *FlagSet) wasSet(flag *Flag) {
	if f.actual == nil {
		f.actual = map[string]*Flag{}
	}
	f.actual[flag.Name] = flag
}

// Var defines a flag with a value of the program's own.
func (f *FlagSet) Var(value Value, name string, usage string) {
	if strings.HasPrefix(name, "-") {
		panic(f.say("flag %q begins with -", name))
	}
	if strings.Contains(name, "=") {
		panic(f.say("flag %q contains =", name))
	}
	if _, ok := f.formal[name]; ok {
		if f.name == "" {
			panic(f.say("flag redefined: %s", name))
		}
		panic(f.say("%s flag redefined: %s", f.name, name))
	}
	if place := f.undef[name]; place != "" {
		panic(fmt.Sprintf("flag %s set at %s before being defined", name, place))
	}
	if f.formal == nil {
		f.formal = map[string]*Flag{}
	}
	f.formal[name] = &Flag{name, usage, value, value.String()}
}

func (f *FlagSet) say(format string, args ...any) string {
	text := fmt.Sprintf(format, args...)
	fmt.Fprintln(f.Output(), text)
	return text
}

func (f *FlagSet) fail(format string, args ...any) error {
	err := errors.New(f.say(format, args...))
	f.usage()
	return err
}

func (f *FlagSet) usage() {
	if f.Usage == nil {
		f.defaultUsage()
	} else {
		f.Usage()
	}
}

func (f *FlagSet) defaultUsage() {
	if f.name == "" {
		fmt.Fprintf(f.Output(), "Usage:\n")
	} else {
		fmt.Fprintf(f.Output(), "Usage of %s:\n", f.name)
	}
	f.PrintDefaults()
}

// UnquoteUsage returns what a flag's value is called, which stands between back quotes in its usage or follows from its type,
// and the usage without those.
func UnquoteUsage(flag *Flag) (name string, usage string) {
	if before, rest, ok := strings.Cut(flag.Usage, "`"); ok {
		if name, after, ok := strings.Cut(rest, "`"); ok {
			return name, before + name + after
		}
	}
	switch v := flag.Value.(type) {
	case boolFlag:
		if v.IsBoolFlag() {
			return "", flag.Usage
		}
	case *number[time.Duration]:
		return "duration", flag.Usage
	case *number[float64]:
		return "float", flag.Usage
	case *number[int], *number[int64]:
		return "int", flag.Usage
	case *stringValue:
		return "string", flag.Usage
	case *number[uint], *number[uint64]:
		return "uint", flag.Usage
	}
	return "value", flag.Usage
}

// PrintDefaults writes all flags with their usage and their values before any was set.
func (f *FlagSet) PrintDefaults() {
	var errs []error
	f.VisitAll(func(flag *Flag) {
		text := "  -" + flag.Name
		name, usage := UnquoteUsage(flag)
		if name != "" {
			text += " " + name
		}
		if len(text) <= 4 {
			text += "\t"
		} else {
			text += "\n    \t"
		}
		text += strings.ReplaceAll(usage, "\n", "\n    \t")
		if zero, err := isZero(flag); err != nil {
			errs = append(errs, err)
		} else if !zero {
			if _, ok := flag.Value.(*stringValue); ok {
				text += fmt.Sprintf(" (default %q)", flag.DefValue)
			} else {
				text += fmt.Sprintf(" (default %v)", flag.DefValue)
			}
		}
		fmt.Fprint(f.Output(), text, "\n")
	})
	if len(errs) > 0 {
		fmt.Fprintln(f.Output())
	}
	for _, err := range errs {
		fmt.Fprintln(f.Output(), err)
	}
}

// isZero tells whether the value before any was set is the zero value of its type; an error that its String panics.
func isZero(flag *Flag) (zero bool, err error) {
	switch flag.Value.(type) {
	case *number[time.Duration]:
		return flag.DefValue == "0s", nil
	case *number[int], *number[int64], *number[uint], *number[uint64], *number[float64]:
		return flag.DefValue == "0", nil
	}
	t := refl.TypeOf(flag.Value)
	defer func() {
		if e := recover(); e != nil {
			if refl.Kind(t) == refl.Pointer {
				t = refl.Elem(t)
			}
			err = fmt.Errorf("panic calling String method on zero %v for flag %s: %v", refl.Name(t), flag.Name, e)
		}
	}()
	z := refl.Zero(t)
	if refl.Kind(t) == refl.Pointer {
		z = refl.New(t)
	}
	return flag.DefValue == z.(Value).String(), nil
}

// NFlag returns how many flags were set.
func (f *FlagSet) NFlag() int { return len(f.actual) }

// NArg returns how many arguments follow the flags.
func (f *FlagSet) NArg() int { return len(f.args) }

// Args returns the arguments that follow the flags.
func (f *FlagSet) Args() []string { return f.args }

// Arg returns one of them, or nothing.
func (f *FlagSet) Arg(i int) string {
	if i < 0 || i >= len(f.args) {
		return ""
	}
	return f.args[i]
}

// Parsed reports whether Parse was called.
func (f *FlagSet) Parsed() bool { return f.parsed }

// Parse reads flags from arguments, up to the first that is none.
func (f *FlagSet) Parse(arguments []string) error {
	f.parsed, f.args = true, arguments
	for {
		more, err := f.parseOne()
		if more {
			continue
		}
		switch {
		case err == nil || f.errorHandling == ContinueOnError:
			return err
		case f.errorHandling == PanicOnError:
			panic(err)
		case err == ErrHelp:
			os.Exit(0)
		}
		os.Exit(2)
	}
}

// parseOne reads a flag and reports whether there was one.
func (f *FlagSet) parseOne() (more bool, err error) {
	if len(f.args) == 0 {
		return false, nil
	}
	arg := f.args[0]
	if len(arg) < 2 || arg[0] != '-' {
		return false, nil
	}
	name := arg[1:]
	if name[0] == '-' {
		if name = name[1:]; name == "" {
			f.args = f.args[1:]
			return false, nil
		}
	}
	if name == "" || name[0] == '-' || name[0] == '=' {
		return false, f.fail("bad flag syntax: %s", arg)
	}
	f.args = f.args[1:]
	name, value, hasValue := strings.Cut(name, "=")
	flag, ok := f.formal[name]
	if !ok {
		if name == "help" || name == "h" {
			f.usage()
			return false, ErrHelp
		}
		return false, f.fail("flag provided but not defined: -%s", name)
	}
	if b, ok := flag.Value.(boolFlag); ok && b.IsBoolFlag() {
		if !hasValue {
			value = "true"
		}
		if err := flag.Value.Set(value); err != nil {
			if hasValue {
				return false, f.fail("invalid boolean value %q for -%s: %v", value, name, err)
			}
			return false, f.fail("invalid boolean flag %s: %v", name, err)
		}
	} else {
		if !hasValue && len(f.args) > 0 {
			hasValue, value, f.args = true, f.args[0], f.args[1:]
		}
		if !hasValue {
			return false, f.fail("flag needs an argument: -%s", name)
		}
		if err := flag.Value.Set(value); err != nil {
			return false, f.fail("invalid value %q for flag -%s: %v", value, name, err)
		}
	}
	f.wasSet(flag)
	return true, nil
}
