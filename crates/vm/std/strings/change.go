package strings

import (
	"unicode"
	"unicode/utf8"
)

// Repeat returns count copies of s.
func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if len(s) > 0 && count > (1<<63-1)/len(s) {
		panic("strings: Repeat output length overflow")
	}
	return repeat(s, count)
}

func repeat(s string, count int) string

// Replace replaces the first n olds by new, all of them when n < 0.
func Replace(s, old, new string, n int) string

// ReplaceAll replaces every old by new.
func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

// ToUpper returns s in capital letters.
func ToUpper(s string) string

// ToLower returns s in small letters.
func ToLower(s string) string

// ToTitle returns s in title case letters.
func ToTitle(s string) string { return Map(unicode.ToTitle, s) }

// ToUpperSpecial returns s in the capital letters of a language.
func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }

// ToLowerSpecial returns s in the small letters of a language.
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }

// ToTitleSpecial returns s in the title case letters of a language.
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }

// Title returns s with the first letter of each word in title case.
func Title(s string) string {
	before := ' '
	return Map(func(r rune) rune {
		begins := !unicode.IsLetter(before) && !unicode.IsDigit(before) && before != '_'
		if before > unicode.MaxASCII {
			begins = unicode.IsSpace(before)
		}
		before = r
		if begins {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}

// ToValidUTF8 replaces runs of wrong bytes by replacement.
func ToValidUTF8(s, replacement string) string {
	var b Builder
	wrong := false
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			if !wrong {
				b.WriteString(replacement)
			}
			wrong = true
			continue
		}
		wrong = false
		b.WriteString(s[i : i+size])
	}
	return b.String()
}

// Map replaces each code point by what mapping returns for it, and drops it when that is negative.
func Map(mapping func(rune) rune, s string) string {
	var buf []byte
	for i, r := range s {
		m := mapping(r)
		if buf == nil {
			if m == r && (r != '\uFFFD' || HasPrefix(s[i:], "\uFFFD")) {
				continue
			}
			buf = append(make([]byte, 0, len(s)+4), s[:i]...)
		}
		if 0 <= m && m < 0x80 {
			buf = append(buf, byte(m))
		} else if m >= 0 {
			buf = append(buf, string(m)...)
		}
	}
	if buf == nil {
		return s
	}
	return view(buf)
}

// Clone returns a copy of s.
func Clone(s string) string { return string([]byte(s)) }

// TrimFunc removes code points for which f is true from both ends.
func TrimFunc(s string, f func(rune) bool) string { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc removes code points for which f is true from the beginning.
func TrimLeftFunc(s string, f func(rune) bool) string {
	for i, r := range s {
		if !f(r) {
			return s[i:]
		}
	}
	return ""
}

// TrimRightFunc removes code points for which f is true from the end.
func TrimRightFunc(s string, f func(rune) bool) string {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// Trim removes code points of cutset from both ends.
func Trim(s, cutset string) string { return TrimRight(TrimLeft(s, cutset), cutset) }

// TrimLeft removes code points of cutset from the beginning.
func TrimLeft(s, cutset string) string {
	for i, r := range s {
		if IndexRune(cutset, r) < 0 {
			return s[i:]
		}
	}
	return ""
}

// TrimRight removes code points of cutset from the end.
func TrimRight(s, cutset string) string {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if IndexRune(cutset, r) < 0 {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// TrimSpace removes white space from both ends.
func TrimSpace(s string) string { return TrimFunc(s, unicode.IsSpace) }

// TrimPrefix removes prefix.
func TrimPrefix(s, prefix string) string {
	after, _ := CutPrefix(s, prefix)
	return after
}

// TrimSuffix removes suffix.
func TrimSuffix(s, suffix string) string {
	before, _ := CutSuffix(s, suffix)
	return before
}
