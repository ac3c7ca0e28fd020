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
func Equal(a, b []byte) bool { return view(a) == view(b) }

// Compare returns -1, 0 or +1 as a is less than, equal to or greater than b.
func Compare(a, b []byte) int { return strings.Compare(view(a), view(b)) }

// Index returns where sep first is in s, or -1.
func Index(s, sep []byte) int { return strings.Index(view(s), view(sep)) }

// LastIndex returns where sep last is in s, or -1.
func LastIndex(s, sep []byte) int { return strings.LastIndex(view(s), view(sep)) }

// IndexByte returns where c first is in b, or -1.
func IndexByte(b []byte, c byte) int { return strings.IndexByte(view(b), c) }

// LastIndexByte returns where c last is in s, or -1.
func LastIndexByte(s []byte, c byte) int { return strings.LastIndexByte(view(s), c) }

// IndexRune returns where r first is in s, or -1.
func IndexRune(s []byte, r rune) int { return strings.IndexRune(view(s), r) }

// IndexAny returns where a code point of chars first is in s, or -1.
func IndexAny(s []byte, chars string) int { return strings.IndexAny(view(s), chars) }

// LastIndexAny returns where a code point of chars last is in s, or -1.
func LastIndexAny(s []byte, chars string) int { return strings.LastIndexAny(view(s), chars) }

// IndexFunc returns where a code point for which f is true first is in s, or -1.
func IndexFunc(s []byte, f func(r rune) bool) int { return strings.IndexFunc(view(s), f) }

// LastIndexFunc returns where a code point for which f is true last is in s, or -1.
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(view(s), f) }

// Count returns how often sep is in s without overlaps.
func Count(s, sep []byte) int { return strings.Count(view(s), view(sep)) }

// Contains reports whether subslice is in b.
func Contains(b, subslice []byte) bool { return Index(b, subslice) >= 0 }

// ContainsAny reports whether a code point of chars is in b.
func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) >= 0 }

// ContainsRune reports whether r is in b.
func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) >= 0 }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool {
	return len(s) >= len(prefix) && Equal(s[:len(prefix)], prefix)
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool {
	return len(s) >= len(suffix) && Equal(s[len(s)-len(suffix):], suffix)
}

// EqualFold reports whether s and t are equal but for the case of letters.
func EqualFold(s, t []byte) bool { return strings.EqualFold(view(s), view(t)) }

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
	if len(b) > 0 && count > (1<<63-1)/len(b) {
		panic("bytes: Repeat output length overflow")
	}
	out := make([]byte, len(b)*count)
	for n := copy(out, b); n > 0 && n < len(out); {
		n += copy(out[n:], out[:n])
	}
	return out
}

// Replace replaces the first n olds by new, all of them when n < 0.
func Replace(s, old, new []byte, n int) []byte {
	return []byte(strings.Replace(view(s), view(old), view(new), n))
}

// ReplaceAll replaces every old by new.
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

// ToUpper returns s in capital letters.
func ToUpper(s []byte) []byte { return []byte(strings.ToUpper(view(s))) }

// ToLower returns s in small letters.
func ToLower(s []byte) []byte { return []byte(strings.ToLower(view(s))) }

// ToTitle returns s in title case letters.
func ToTitle(s []byte) []byte { return []byte(strings.ToTitle(view(s))) }

// ToUpperSpecial returns s in the capital letters of a language.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }

// ToLowerSpecial returns s in the small letters of a language.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }

// ToTitleSpecial returns s in the title case letters of a language.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

// Title returns s with the first letter of each word in title case.
func Title(s []byte) []byte { return []byte(strings.Title(view(s))) }

// Map replaces each code point by what mapping returns for it, and drops it when that is negative.
func Map(mapping func(r rune) rune, s []byte) []byte { return []byte(strings.Map(mapping, view(s))) }

// Runes returns the code points of s.
func Runes(s []byte) []rune { return []rune(view(s)) }

// Join puts sep between the elements.
func Join(s [][]byte, sep []byte) []byte {
	if len(s) == 0 {
		return []byte{}
	}
	size := len(sep) * (len(s) - 1)
	for _, part := range s {
		size += len(part)
	}
	joined := make([]byte, 0, size)
	for i, part := range s {
		if i > 0 {
			joined = append(joined, sep...)
		}
		joined = append(joined, part...)
	}
	return joined
}

// split cuts s after the first keep bytes of every sep, into at most n parts.
func split(s, sep []byte, keep, n int) [][]byte {
	switch {
	case n == 0:
		return nil
	case len(sep) == 0:
		return runes(s, n)
	case n < 0:
		n = Count(s, sep) + 1
	}
	out := make([][]byte, 0, min(n, len(s)+1))
	for len(out) < n-1 {
		i := Index(s, sep)
		if i < 0 {
			break
		}
		out = append(out, s[:i+keep:i+keep])
		s = s[i+len(sep):]
	}
	return append(out, s)
}

// runes cuts s after every code point, into at most n parts.
func runes(s []byte, n int) [][]byte {
	if n < 0 || n > len(s) {
		n = len(s)
	}
	out := make([][]byte, 0, n)
	for len(s) > 0 {
		_, size := utf8.DecodeRune(s)
		if len(out) == n-1 {
			return append(out, s)
		}
		out = append(out, s[:size:size])
		s = s[size:]
	}
	return out
}

// view returns the bytes of b as a string as long as nobody changes them.
func view(b []byte) string

// Split cuts s at every sep; an empty sep cuts between code points.
func Split(s, sep []byte) [][]byte { return SplitN(s, sep, -1) }

// SplitN is Split into at most n parts.
func SplitN(s, sep []byte, n int) [][]byte {
	return split(s, sep, 0, n)
}

// SplitAfter cuts s after every sep.
func SplitAfter(s, sep []byte) [][]byte { return SplitAfterN(s, sep, -1) }

// SplitAfterN is SplitAfter into at most n parts.
func SplitAfterN(s, sep []byte, n int) [][]byte {
	return split(s, sep, len(sep), n)
}

// Fields returns the parts of s between runs of white space.
func Fields(s []byte) [][]byte { return FieldsFunc(s, unicode.IsSpace) }

// FieldsFunc returns the parts of s between runs of code points for which f is true.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	out := [][]byte{}
	start := -1
	for i, r := range view(s) {
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
	for i, r := range view(s) {
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
