package flag

import (
	"encoding"
	"fmt"
	"os"
	"time"
)

// CommandLine is the set of the program's own flags.
var CommandLine = NewFlagSet(os.Args[0], ExitOnError)

func init() { CommandLine.Usage = func() { Usage() } }

// Usage writes how the program is used.
var Usage = func() {
	fmt.Fprintf(CommandLine.Output(), "Usage of %s:\n", os.Args[0])
	PrintDefaults()
}

// Parse reads the program's flags from its arguments.
func Parse() { CommandLine.Parse(os.Args[1:]) }

// Parsed reports whether Parse was called.
func Parsed() bool { return CommandLine.Parsed() }

// PrintDefaults writes all flags with their usage and their values before any was set.
func PrintDefaults() { CommandLine.PrintDefaults() }

// Visit calls fn for each flag that was set, in order.
func Visit(fn func(*Flag)) { CommandLine.Visit(fn) }

// VisitAll calls fn for each flag, in order.
func VisitAll(fn func(*Flag)) { CommandLine.VisitAll(fn) }

// Lookup returns a flag; nil if there is none.
func Lookup(name string) *Flag { return CommandLine.Lookup(name) }

// Set sets a flag.
func Set(name, value string) error { return CommandLine.set(name, value) }

// NFlag returns how many flags were set.
func NFlag() int { return CommandLine.NFlag() }

// NArg returns how many arguments follow the flags.
func NArg() int { return CommandLine.NArg() }

// Args returns the arguments that follow the flags.
func Args() []string { return CommandLine.Args() }

// Arg returns one of them, or nothing.
func Arg(i int) string { return CommandLine.Arg(i) }

// Var defines a flag with a value of the program's own.
func Var(value Value, name string, usage string) { CommandLine.Var(value, name, usage) }

// BoolVar defines a flag that sets *p.
func BoolVar(p *bool, name string, value bool, usage string) { CommandLine.BoolVar(p, name, value, usage) }

// Bool defines a flag and returns where its value is.
func Bool(name string, value bool, usage string) *bool { return CommandLine.Bool(name, value, usage) }

// StringVar defines a flag that sets *p.
func StringVar(p *string, name string, value string, usage string) {
	CommandLine.StringVar(p, name, value, usage)
}

// String defines a flag and returns where its value is.
func String(name string, value string, usage string) *string {
	return CommandLine.String(name, value, usage)
}

// IntVar defines a flag that sets *p.
func IntVar(p *int, name string, value int, usage string) { CommandLine.IntVar(p, name, value, usage) }

// Int defines a flag and returns where its value is.
func Int(name string, value int, usage string) *int { return CommandLine.Int(name, value, usage) }

// Int64Var defines a flag that sets *p.
func Int64Var(p *int64, name string, value int64, usage string) {
	CommandLine.Int64Var(p, name, value, usage)
}

// Int64 defines a flag and returns where its value is.
func Int64(name string, value int64, usage string) *int64 { return CommandLine.Int64(name, value, usage) }

// UintVar defines a flag that sets *p.
func UintVar(p *uint, name string, value uint, usage string) { CommandLine.UintVar(p, name, value, usage) }

// Uint defines a flag and returns where its value is.
func Uint(name string, value uint, usage string) *uint { return CommandLine.Uint(name, value, usage) }

// Uint64Var defines a flag that sets *p.
func Uint64Var(p *uint64, name string, value uint64, usage string) {
	CommandLine.Uint64Var(p, name, value, usage)
}

// Uint64 defines a flag and returns where its value is.
func Uint64(name string, value uint64, usage string) *uint64 {
	return CommandLine.Uint64(name, value, usage)
}

// Float64Var defines a flag that sets *p.
func Float64Var(p *float64, name string, value float64, usage string) {
	CommandLine.Float64Var(p, name, value, usage)
}

// Float64 defines a flag and returns where its value is.
func Float64(name string, value float64, usage string) *float64 {
	return CommandLine.Float64(name, value, usage)
}

// DurationVar defines a flag that sets *p.
func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	CommandLine.DurationVar(p, name, value, usage)
}

// Duration defines a flag and returns where its value is.
func Duration(name string, value time.Duration, usage string) *time.Duration {
	return CommandLine.Duration(name, value, usage)
}

// Func defines a flag whose argument fn gets.
func Func(name, usage string, fn func(string) error) { CommandLine.Func(name, usage, fn) }

// BoolFunc defines a flag that needs no argument, whose argument fn gets.
func BoolFunc(name, usage string, fn func(string) error) { CommandLine.BoolFunc(name, usage, fn) }

// TextVar defines a flag that p reads; value is what it has before.
func TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	CommandLine.TextVar(p, name, value, usage)
}
