package strings

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Lines yields the lines of s with their ends.
func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for len(s) > 0 {
			end := len(s)
			if i := IndexByte(s, '\n'); i >= 0 {
				end = i + 1
			}
			if !yield(s[:end]) {
				return
			}
			s = s[end:]
		}
	}
}

// SplitSeq yields what Split returns.
func SplitSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, 0) }

// SplitAfterSeq yields what SplitAfter returns.
func SplitAfterSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, len(sep)) }

func splitSeq(s, sep string, kept int) iter.Seq[string] {
	return func(yield func(string) bool) {
		rest := s
		if sep == "" {
			for len(rest) > 0 {
				_, size := utf8.DecodeRuneInString(rest)
				if !yield(rest[:size]) {
					return
				}
				rest = rest[size:]
			}
			return
		}
		for {
			i := Index(rest, sep)
			if i < 0 {
				break
			}
			if !yield(rest[:i+kept]) {
				return
			}
			rest = rest[i+len(sep):]
		}
		yield(rest)
	}
}

// FieldsSeq yields what Fields returns.
func FieldsSeq(s string) iter.Seq[string] { return FieldsFuncSeq(s, unicode.IsSpace) }

// FieldsFuncSeq yields what FieldsFunc returns.
func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			switch {
			case f(r):
				if start >= 0 && !yield(s[start:i]) {
					return
				}
				start = -1
			case start < 0:
				start = i
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}
