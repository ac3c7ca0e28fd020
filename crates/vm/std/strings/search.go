// Package strings searches, cuts, joins and changes strings.
package strings

import "unicode/utf8"

// Index returns where substr first is in s, or -1.
func Index(s, substr string) int

// LastIndex returns where substr last is in s, or -1.
func LastIndex(s, substr string) int

// IndexByte returns where c first is in s, or -1.
func IndexByte(s string, c byte) int

// LastIndexByte returns where c last is in s, or -1.
func LastIndexByte(s string, c byte) int

// Count returns how often substr is in s without overlaps; an empty substr is once before each code point and at the end.
func Count(s, substr string) int

// IndexRune returns where r first is in s, or -1. RuneError stands for any wrong byte, too.
func IndexRune(s string, r rune) int {
	switch {
	case r == utf8.RuneError:
		for i, c := range s {
			if c == r {
				return i
			}
		}
		return -1
	case !utf8.ValidRune(r):
		return -1
	}
	return Index(s, string(r))
}

// IndexAny returns where a code point of chars first is in s, or -1.
func IndexAny(s, chars string) int {
	for i, c := range s {
		if IndexRune(chars, c) >= 0 {
			return i
		}
	}
	return -1
}

// LastIndexAny returns where a code point of chars last is in s, or -1.
func LastIndexAny(s, chars string) int {
	return LastIndexFunc(s, func(r rune) bool { return IndexRune(chars, r) >= 0 })
}

// IndexFunc returns where a code point for which f is true first is in s, or -1.
func IndexFunc(s string, f func(rune) bool) int {
	for i, r := range s {
		if f(r) {
			return i
		}
	}
	return -1
}

// LastIndexFunc returns where a code point for which f is true last is in s, or -1.
func LastIndexFunc(s string, f func(rune) bool) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		if f(r) {
			return i
		}
	}
	return -1
}

// Contains reports whether substr is in s.
func Contains(s, substr string) bool { return Index(s, substr) >= 0 }

// ContainsAny reports whether a code point of chars is in s.
func ContainsAny(s, chars string) bool { return IndexAny(s, chars) >= 0 }

// ContainsRune reports whether r is in s.
func ContainsRune(s string, r rune) bool { return IndexRune(s, r) >= 0 }

// ContainsFunc reports whether a code point for which f is true is in s.
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool { return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix }

// Compare returns -1, 0 or +1 as a is less than, equal to or greater than b.
func Compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return +1
	}
	return 0
}

// EqualFold reports whether s and t are equal but for the case of letters.
func EqualFold(s, t string) bool
