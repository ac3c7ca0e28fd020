// Package unicode tells properties of code points.
package unicode

// Greatest values, and the replacement for what is no code point.
const (
	MaxRune         = '\U0010FFFF'
	ReplacementChar = '\uFFFD'
	MaxASCII        = '\u007F'
	MaxLatin1       = '\u00FF'
)

// Version of Unicode.
const Version = "17.0.0"

// Cases, for To.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// IsLetter reports whether r is a letter.
func IsLetter(r rune) bool

// IsDigit reports whether r is a decimal digit.
func IsDigit(r rune) bool

// IsNumber reports whether r is a number of any kind.
func IsNumber(r rune) bool

// IsUpper reports whether r is a capital letter.
func IsUpper(r rune) bool

// IsLower reports whether r is a small letter.
func IsLower(r rune) bool

// IsTitle reports whether r is a title case letter.
func IsTitle(r rune) bool

// IsSpace reports whether r is white space.
func IsSpace(r rune) bool

// IsPunct reports whether r is punctuation.
func IsPunct(r rune) bool

// IsSymbol reports whether r is a symbol.
func IsSymbol(r rune) bool

// IsMark reports whether r is a mark.
func IsMark(r rune) bool

// IsControl reports whether r is a control character.
func IsControl(r rune) bool

// IsGraphic reports whether r is shown, spaces included.
func IsGraphic(r rune) bool

// IsPrint reports whether r is shown; of the spaces only U+0020.
func IsPrint(r rune) bool

// ToUpper returns the capital letter of r.
func ToUpper(r rune) rune

// ToLower returns the small letter of r.
func ToLower(r rune) rune

// ToTitle returns the title case letter of r.
func ToTitle(r rune) rune

// To returns r in a case.
func To(_case int, r rune) rune {
	switch _case {
	case UpperCase:
		return ToUpper(r)
	case LowerCase:
		return ToLower(r)
	case TitleCase:
		return ToTitle(r)
	}
	return ReplacementChar
}
