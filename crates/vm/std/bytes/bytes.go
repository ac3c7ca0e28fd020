// Package bytes searches, cuts, joins and changes slices of bytes.
package bytes

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MinRead is the least room that ReadFrom makes for a read.
const MinRead = 512

// Equal reports whether a and b have the same bytes.
func Equal(a, b []byte) bool { return string(a) == string(b) }

// Compare returns -1, 0 or +1 as a is less than, equal to or greater than b.
func Compare(a, b []byte) int { return strings.Compare(string(a), string(b)) }

// Index returns where sep first is in s, or -1.
func Index(s, sep []byte) int { return strings.Index(string(s), string(sep)) }

// LastIndex returns where sep last is in s, or -1.
func LastIndex(s, sep []byte) int { return strings.LastIndex(string(s), string(sep)) }

// IndexByte returns where c first is in b, or -1.
func IndexByte(b []byte, c byte) int { return strings.IndexByte(string(b), c) }

// LastIndexByte returns where c last is in s, or -1.
func LastIndexByte(s []byte, c byte) int { return strings.LastIndexByte(string(s), c) }

// IndexRune returns where r first is in s, or -1.
func IndexRune(s []byte, r rune) int { return strings.IndexRune(string(s), r) }

// IndexAny returns where a code point of chars first is in s, or -1.
func IndexAny(s []byte, chars string) int { return strings.IndexAny(string(s), chars) }

// LastIndexAny returns where a code point of chars last is in s, or -1.
func LastIndexAny(s []byte, chars string) int { return strings.LastIndexAny(string(s), chars) }

// IndexFunc returns where a code point for which f is true first is in s, or -1.
func IndexFunc(s []byte, f func(r rune) bool) int { return strings.IndexFunc(string(s), f) }

// LastIndexFunc returns where a code point for which f is true last is in s, or -1.
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(string(s), f) }

// Count returns how often sep is in s without overlaps.
func Count(s, sep []byte) int { return strings.Count(string(s), string(sep)) }

// Contains reports whether subslice is in b.
func Contains(b, subslice []byte) bool { return Index(b, subslice) >= 0 }

// ContainsAny reports whether a code point of chars is in b.
func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) >= 0 }

// ContainsRune reports whether r is in b.
func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) >= 0 }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool { return strings.HasPrefix(string(s), string(prefix)) }

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool { return strings.HasSuffix(string(s), string(suffix)) }

// EqualFold reports whether s and t are equal but for the case of letters.
func EqualFold(s, t []byte) bool { return strings.EqualFold(string(s), string(t)) }

// Clone returns a copy of b, nil for nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// Repeat returns count copies of b.
func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	return []byte(strings.Repeat(string(b), count))
}

// Replace replaces the first n olds by new, all of them when n < 0.
func Replace(s, old, new []byte, n int) []byte {
	return []byte(strings.Replace(string(s), string(old), string(new), n))
}

// ReplaceAll replaces every old by new.
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

// ToUpper returns s in capital letters.
func ToUpper(s []byte) []byte { return []byte(strings.ToUpper(string(s))) }

// ToLower returns s in small letters.
func ToLower(s []byte) []byte { return []byte(strings.ToLower(string(s))) }

// ToTitle returns s in title case letters.
func ToTitle(s []byte) []byte { return []byte(strings.ToTitle(string(s))) }

// Title returns s with the first letter of each word in title case.
func Title(s []byte) []byte { return []byte(strings.Title(string(s))) }

// Map replaces each code point by what mapping returns for it, and drops it when that is negative.
func Map(mapping func(r rune) rune, s []byte) []byte { return []byte(strings.Map(mapping, string(s))) }

// Runes returns the code points of s.
func Runes(s []byte) []rune { return []rune(string(s)) }

// Join puts sep between the elements.
func Join(s [][]byte, sep []byte) []byte {
	joined := []byte{}
	for i, part := range s {
		if i > 0 {
			joined = append(joined, sep...)
		}
		joined = append(joined, part...)
	}
	return joined
}

// parts returns the parts of s that are as long as those of cut, one after another, with step bytes between them.
func parts(s []byte, cut []string, step int) [][]byte {
	if cut == nil {
		return nil
	}
	out := make([][]byte, 0, len(cut))
	at := 0
	for _, part := range cut {
		end := at + len(part)
		out = append(out, s[at:end:end])
		at = end + step
	}
	return out
}

// Split cuts s at every sep; an empty sep cuts between code points.
func Split(s, sep []byte) [][]byte { return SplitN(s, sep, -1) }

// SplitN is Split into at most n parts.
func SplitN(s, sep []byte, n int) [][]byte {
	return parts(s, strings.SplitN(string(s), string(sep), n), len(sep))
}

// SplitAfter cuts s after every sep.
func SplitAfter(s, sep []byte) [][]byte { return SplitAfterN(s, sep, -1) }

// SplitAfterN is SplitAfter into at most n parts.
func SplitAfterN(s, sep []byte, n int) [][]byte {
	return parts(s, strings.SplitAfterN(string(s), string(sep), n), 0)
}

// Fields returns the parts of s between runs of white space.
func Fields(s []byte) [][]byte { return FieldsFunc(s, unicode.IsSpace) }

// FieldsFunc returns the parts of s between runs of code points for which f is true.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	out := [][]byte{}
	start := -1
	for i, r := range string(s) {
		switch {
		case f(r):
			if start >= 0 {
				out = append(out, s[start:i:i])
				start = -1
			}
		case start < 0:
			start = i
		}
	}
	if start >= 0 {
		out = append(out, s[start:len(s):len(s)])
	}
	return out
}

// Cut cuts s at the first sep and reports whether there was one.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutPrefix returns s without prefix and reports whether it began with it.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without suffix and reports whether it ended with it.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// TrimPrefix removes prefix.
func TrimPrefix(s, prefix []byte) []byte {
	after, _ := CutPrefix(s, prefix)
	return after
}

// TrimSuffix removes suffix.
func TrimSuffix(s, suffix []byte) []byte {
	before, _ := CutSuffix(s, suffix)
	return before
}

// TrimFunc removes code points for which f is true from both ends.
func TrimFunc(s []byte, f func(r rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc removes code points for which f is true from the beginning.
func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	for i, r := range string(s) {
		if !f(r) {
			return s[i:]
		}
	}
	return nil
}

// TrimRightFunc removes code points for which f is true from the end.
func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRune(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

func within(cutset string) func(rune) bool {
	return func(r rune) bool { return strings.ContainsRune(cutset, r) }
}

// Trim removes code points of cutset from both ends.
func Trim(s []byte, cutset string) []byte {
	if trimmed := TrimFunc(s, within(cutset)); len(trimmed) > 0 {
		return trimmed
	}
	return nil
}

// TrimLeft removes code points of cutset from the beginning.
func TrimLeft(s []byte, cutset string) []byte { return TrimLeftFunc(s, within(cutset)) }

// TrimRight removes code points of cutset from the end.
func TrimRight(s []byte, cutset string) []byte { return TrimRightFunc(s, within(cutset)) }

// TrimSpace removes white space from both ends.
func TrimSpace(s []byte) []byte {
	if trimmed := TrimFunc(s, unicode.IsSpace); len(trimmed) > 0 {
		return trimmed
	}
	return nil
}
