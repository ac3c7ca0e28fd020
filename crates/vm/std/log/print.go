package log

import (
	"fmt"
	"io"
	"os"
)

// Print writes a line like fmt.Print.
func (l *Logger) Print(v ...any) {
	l.Output(2, fmt.Sprint(v...))
}

// Printf writes a line like fmt.Printf.
func (l *Logger) Printf(format string, v ...any) {
	l.Output(2, fmt.Sprintf(format, v...))
}

// Println writes a line like fmt.Println.
func (l *Logger) Println(v ...any) {
	l.Output(2, fmt.Sprintln(v...))
}

// Fatal writes a line like fmt.Print and ends the program with exit code 1.
func (l *Logger) Fatal(v ...any) {
	l.Output(2, fmt.Sprint(v...))
	os.Exit(1)
}

// Fatalf writes a line like fmt.Printf and ends the program with exit code 1.
func (l *Logger) Fatalf(format string, v ...any) {
	l.Output(2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

// Fatalln writes a line like fmt.Println and ends the program with exit code 1.
func (l *Logger) Fatalln(v ...any) {
	l.Output(2, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic writes a line like fmt.Print and panics with it.
func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.Output(2, s)
	panic(s)
}

// Panicf writes a line like fmt.Printf and panics with it.
func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.Output(2, s)
	panic(s)
}

// Panicln writes a line like fmt.Println and panics with it.
func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.Output(2, s)
	panic(s)
}

// Print writes a line like fmt.Print.
func Print(v ...any) {
	std.Output(2, fmt.Sprint(v...))
}

// Printf writes a line like fmt.Printf.
func Printf(format string, v ...any) {
	std.Output(2, fmt.Sprintf(format, v...))
}

// Println writes a line like fmt.Println.
func Println(v ...any) {
	std.Output(2, fmt.Sprintln(v...))
}

// Fatal writes a line like fmt.Print and ends the program with exit code 1.
func Fatal(v ...any) {
	std.Output(2, fmt.Sprint(v...))
	os.Exit(1)
}

// Fatalf writes a line like fmt.Printf and ends the program with exit code 1.
func Fatalf(format string, v ...any) {
	std.Output(2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

// Fatalln writes a line like fmt.Println and ends the program with exit code 1.
func Fatalln(v ...any) {
	std.Output(2, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic writes a line like fmt.Print and panics with it.
func Panic(v ...any) {
	s := fmt.Sprint(v...)
	std.Output(2, s)
	panic(s)
}

// Panicf writes a line like fmt.Printf and panics with it.
func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	std.Output(2, s)
	panic(s)
}

// Panicln writes a line like fmt.Println and panics with it.
func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	std.Output(2, s)
	panic(s)
}

// Output writes a line; depth 1 names the place of the caller of Output.
func Output(depth int, s string) error { return std.Output(depth+1, s) }

// Prefix returns the prefix.
func Prefix() string { return std.Prefix() }

// SetPrefix sets the prefix.
func SetPrefix(prefix string) { std.SetPrefix(prefix) }

// Flags returns the flags.
func Flags() int { return std.Flags() }

// SetFlags sets the flags.
func SetFlags(flag int) { std.SetFlags(flag) }

// Writer returns where lines go.
func Writer() io.Writer { return std.Writer() }

// SetOutput sets where lines go.
func SetOutput(w io.Writer) { std.SetOutput(w) }
