// Package utf8 reads and writes code points as UTF-8.
package utf8

// Numbers of the encoding.
const (
	RuneError = '\uFFFD'
	RuneSelf  = 0x80
	MaxRune   = '\U0010FFFF'
	UTFMax    = 4
)

// DecodeRuneInString returns the first code point of s and its width; RuneError and 1 when it is wrongly encoded, and
// RuneError and 0 when s is empty.
func DecodeRuneInString(s string) (rune, int)

// DecodeRune is DecodeRuneInString for bytes.
func DecodeRune(p []byte) (rune, int)

// DecodeLastRuneInString returns the last code point of s and its width.
func DecodeLastRuneInString(s string) (rune, int)

// DecodeLastRune is DecodeLastRuneInString for bytes.
func DecodeLastRune(p []byte) (rune, int)

// RuneCountInString returns how many code points s has, each wrong byte counted as one.
func RuneCountInString(s string) int

// RuneCount is RuneCountInString for bytes.
func RuneCount(p []byte) int

// ValidString reports whether s is valid.
func ValidString(s string) bool

// Valid is ValidString for bytes.
func Valid(p []byte) bool

// FullRuneInString reports whether s begins with a whole code point, wrongly encoded ones included.
func FullRuneInString(s string) bool { return fullRune(s) }

// FullRune is FullRuneInString for bytes.
func FullRune(p []byte) bool { return fullRune(string(p)) }

func fullRune(s string) bool {
	if s == "" {
		return false
	}
	if r, width := DecodeRuneInString(s); r != RuneError || width != 1 {
		return true
	}
	// It may be the beginning of something that the missing bytes would make valid.
	if len(s) >= UTFMax {
		return true
	}
	for missing := 1; len(s)+missing <= UTFMax; missing++ {
		for _, tail := range []string{"\x80\x80\x80", "\xbf\xbf\xbf"} {
			if _, width := DecodeRuneInString(s + tail[:missing]); width == len(s)+missing {
				return false
			}
		}
	}
	return true
}

// ValidRune reports whether r can be encoded.
func ValidRune(r rune) bool { return 0 <= r && r < 0xD800 || 0xDFFF < r && r <= MaxRune }

// RuneStart reports whether b can begin a code point.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// RuneLen returns how many bytes r takes, or -1.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < 1<<7:
		return 1
	case r < 1<<11:
		return 2
	case !ValidRune(r):
		return -1
	case r < 1<<16:
		return 3
	}
	return 4
}

// EncodeRune writes r to p and returns how many bytes it took.
func EncodeRune(p []byte, r rune) int {
	s := string(r)
	_ = p[len(s)-1]
	return copy(p, s)
}

// AppendRune appends r to p.
func AppendRune(p []byte, r rune) []byte { return append(p, string(r)...) }
