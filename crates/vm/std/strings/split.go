package strings

import (
	"unicode"
	"unicode/utf8"
)

// Split cuts s at every sep; an empty sep cuts between code points.
func Split(s, sep string) []string { return split(s, sep, 0, -1) }

// SplitN is Split into at most n parts; the last one is the rest. n < 0 means all, 0 none.
func SplitN(s, sep string, n int) []string { return split(s, sep, 0, n) }

// SplitAfter cuts s after every sep.
func SplitAfter(s, sep string) []string { return split(s, sep, len(sep), -1) }

// SplitAfterN is SplitAfter into at most n parts.
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, len(sep), n) }

// split cuts at sep and keeps the first kept bytes of each sep.
func split(s, sep string, kept, n int) []string {
	if n == 0 {
		return nil
	}
	if sep == "" {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	if n > len(s)+1 {
		n = len(s) + 1
	}
	parts := make([]string, 0, n)
	for len(parts) < n-1 {
		i := Index(s, sep)
		if i < 0 {
			break
		}
		parts = append(parts, s[:i+kept])
		s = s[i+len(sep):]
	}
	return append(parts, s)
}

func explode(s string, n int) []string {
	count := utf8.RuneCountInString(s)
	if n < 0 || n > count {
		n = count
	}
	parts := make([]string, 0, n)
	for len(parts) < n-1 {
		_, size := utf8.DecodeRuneInString(s)
		parts = append(parts, s[:size])
		s = s[size:]
	}
	if n > 0 {
		parts = append(parts, s)
	}
	return parts
}

// Fields returns the parts of s between runs of white space.
func Fields(s string) []string {
	n, within := 0, false
	for _, r := range s {
		is := !unicode.IsSpace(r)
		if is && !within {
			n++
		}
		within = is
	}
	return appendFields(make([]string, 0, n), s, unicode.IsSpace)
}

// FieldsFunc returns the parts of s between runs of code points for which f is true.
func FieldsFunc(s string, f func(rune) bool) []string { return appendFields([]string{}, s, f) }

func appendFields(parts []string, s string, f func(rune) bool) []string {
	start := -1
	for i, r := range s {
		switch {
		case f(r):
			if start >= 0 {
				parts = append(parts, s[start:i])
				start = -1
			}
		case start < 0:
			start = i
		}
	}
	if start >= 0 {
		parts = append(parts, s[start:])
	}
	return parts
}

// Cut cuts s at the first sep and reports whether there was one.
func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// CutPrefix returns s without prefix and reports whether it began with it.
func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without suffix and reports whether it ended with it.
func CutSuffix(s, suffix string) (before string, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// Join puts sep between the elements.
func Join(elems []string, sep string) string {
	if len(elems) == 1 {
		return elems[0]
	}
	n := len(sep) * max(len(elems)-1, 0)
	for _, e := range elems {
		n += len(e)
	}
	buf := make([]byte, 0, n)
	for i, e := range elems {
		if i > 0 {
			buf = append(buf, sep...)
		}
		buf = append(buf, e...)
	}
	return view(buf)
}

// CutLast cuts s at the last separator; found tells whether there is one.
func CutLast(s, sep string) (before, after string, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
