// Package utf16 encodes and decodes UTF-16.
package utf16

const replacement = '\uFFFD'

// IsSurrogate reports whether r is one half of a pair.
func IsSurrogate(r rune) bool { return 0xd800 <= r && r < 0xe000 }

// DecodeRune returns the code point of a pair, or U+FFFD.
func DecodeRune(r1, r2 rune) rune {
	if 0xd800 <= r1 && r1 < 0xdc00 && 0xdc00 <= r2 && r2 < 0xe000 {
		return (r1-0xd800)<<10 | (r2 - 0xdc00) + 0x10000
	}
	return replacement
}

// EncodeRune returns the pair for r, or U+FFFD twice.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < 0x10000 || r > 0x10ffff {
		return replacement, replacement
	}
	r -= 0x10000
	return 0xd800 + r>>10, 0xdc00 + r&0x3ff
}

// RuneLen returns the number of words for r, or -1.
func RuneLen(r rune) int {
	switch {
	case 0 <= r && r < 0xd800 || 0xe000 <= r && r < 0x10000:
		return 1
	case 0x10000 <= r && r <= 0x10ffff:
		return 2
	}
	return -1
}

// AppendRune appends r.
func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		r1, r2 := EncodeRune(r)
		return append(a, uint16(r1), uint16(r2))
	}
	return append(a, replacement)
}

// Encode returns s in UTF-16.
func Encode(s []rune) []uint16 {
	a := make([]uint16, 0, len(s))
	for _, r := range s {
		a = AppendRune(a, r)
	}
	return a
}

// Decode returns the code points of s.
func Decode(s []uint16) []rune {
	var a []rune
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			pair := rune(replacement)
			if i+1 < len(s) {
				pair = DecodeRune(r, rune(s[i+1]))
			}
			if r = pair; r != replacement {
				i++
			}
		}
		a = append(a, r)
	}
	return a
}
