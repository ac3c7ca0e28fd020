package bytes

import (
	"iter"
	"unicode/utf8"
)

// cut yields the parts of s between separators, each with after bytes of the separator.
func cut(s, sep []byte, after int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for rest := s; ; {
			i, n := Index(rest, sep), len(sep)
			if n == 0 {
				if len(rest) == 0 {
					return
				}
				_, i = utf8.DecodeRune(rest)
			}
			if i < 0 || n == 0 && i == len(rest) {
				yield(rest[:len(rest):len(rest)])
				return
			}
			if !yield(rest[: i+min(after, n) : i+min(after, n)]) {
				return
			}
			rest = rest[i+n:]
		}
	}
}

// SplitSeq is Split as an iterator.
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return cut(s, sep, 0) }

// SplitAfterSeq is SplitAfter as an iterator.
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return cut(s, sep, len(sep)) }

// Lines yields the lines of s with their ends.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for len(s) > 0 {
			n := IndexByte(s, '\n') + 1
			if n == 0 {
				n = len(s)
			}
			if !yield(s[:n:n]) {
				return
			}
			s = s[n:]
		}
	}
}

// FieldsSeq is Fields as an iterator.
func FieldsSeq(s []byte) iter.Seq[[]byte] { return each(Fields(s)) }

// FieldsFuncSeq is FieldsFunc as an iterator.
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] { return each(FieldsFunc(s, f)) }

func each(parts [][]byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, part := range parts {
			if !yield(part) {
				return
			}
		}
	}
}

// ContainsFunc reports whether f holds for a rune of b.
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

// ToValidUTF8 replaces each run of bytes that are no UTF-8.
func ToValidUTF8(s, replacement []byte) []byte {
	valid := make([]byte, 0, len(s))
	bad := false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRune(s[i:])
		if r == utf8.RuneError && n == 1 {
			if !bad {
				valid = append(valid, replacement...)
			}
			bad = true
		} else {
			valid = append(valid, s[i:i+n]...)
			bad = false
		}
		i += n
	}
	return valid
}

// CutLast cuts s at the last separator; found tells whether there is one.
func CutLast(s, sep []byte) (before, after []byte, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}
